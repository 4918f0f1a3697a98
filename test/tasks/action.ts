import { expect } from "chai";
import hre from "hardhat";
import type { TaskArguments } from "hardhat/types/tasks";
import { fail } from "../../protocol/errors.ts";
import { action } from "../../tasks/shared/action.ts";
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

  it("lets an error that it does not know through", async () => {
    const broken = action<TaskArguments>(async () => {
      throw new RangeError("a bug");
    });
    const outcome = await broken({}, hre).catch((error: unknown) => error);
    expect(outcome).to.be.instanceOf(RangeError);
  });
});
