import { HardhatError } from "@nomicfoundation/hardhat-errors";
import { expect } from "chai";
import hre from "hardhat";
import type { TaskArguments } from "hardhat/types/tasks";
import { fail } from "../../protocol/errors.ts";
import { action } from "../../tasks/shared/action.ts";
import { onNetwork } from "../../tasks/shared/hint.ts";
import { capture } from "./support/console.ts";

const lost = () => fail("ALT_DEPLOY_NOT_FOUND", { network: "mars", target: "localhost" });
const failing = action<TaskArguments>(async () => {
  throw lost();
});

describe("a task's action", () => {
  it("succeeds with what its work returns", async () => {
    const result = await action<TaskArguments>(async ({ amount }) => amount)({ amount: 5n }, hre);
    expect(result).to.deep.equal({ success: true, value: 5n });
  });

  it("shows an error of ours as message, remedy and code on one line, without a stack", async () => {
    const { value, stdout, stderr } = await capture(async () => await failing({}, hre));
    const { message, remedy, code } = lost();
    expect(value.success).to.equal(false);
    expect(value.error.code).to.equal(code);
    expect(stdout).to.equal("");
    expect(stderr).to.equal(`${message}. ${remedy} (${code})`);
  });

  it("shows it as a document with --json", async () => {
    const { stdout, stderr } = await capture(async () => await failing({ json: true }, hre));
    const { code, figures } = lost();
    expect(JSON.parse(stdout).error).to.deep.include({ code, figures });
    expect(stderr).to.equal("");
  });

  it("finds our error among the causes of another", async () => {
    const wrapped = action<TaskArguments>(async () => {
      throw new Error("outer", { cause: lost() });
    });
    const { value } = await capture(async () => await wrapped({}, hre));
    expect(value.error.code).to.equal("ALT_DEPLOY_NOT_FOUND");
  });

  it("says that no node answers", async () => {
    const { CONNECTION_REFUSED } = HardhatError.ERRORS.CORE.NETWORK;
    const alone = action<TaskArguments>(async () => {
      throw new HardhatError(CONNECTION_REFUSED, { network: "localhost" });
    });
    const { value } = await capture(async () => await alone({}, hre));
    expect(value.error.code).to.equal("ALT_NETWORK_UNREACHABLE");
    expect(value.error.figures).to.deep.equal({ network: "localhost" });
  });

  it("refuses numbers that no contract takes, before any work", async () => {
    const working = action<TaskArguments>(async () => "done");
    for (const amount of [-1n, 2n ** 256n, [0n, 2n ** 256n]]) {
      const { value } = await capture(async () => await working({ amount }, hre));
      expect(value.error.code).to.equal("ALT_CLIENT_RANGE");
    }
    expect(await working({ amount: 2n ** 256n - 1n }, hre)).to.deep.include({ success: true });
  });

  it("names the command line's network in the commands of a text", () => {
    const text = "See `npx hardhat dao list`; npx hardhat node; `npx hardhat deploy --network a`.";
    expect(onNetwork(text, undefined)).to.equal(text);
    expect(onNetwork(text, "b")).to.equal(text.replace("hardhat dao", "hardhat --network b dao"));
  });

  it("lets an error that it does not know through", async () => {
    const broken = action<TaskArguments>(async () => {
      throw new RangeError("a bug");
    });
    const outcome = await broken({}, hre).catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(RangeError);
  });
});
