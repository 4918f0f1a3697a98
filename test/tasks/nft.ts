import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { parseEther } from "ethers";
import { startRelay } from "../../testing/index.ts";
import { failureWithoutDeployment, TaskRunner } from "./support/task-runner.ts";

const PRICE = parseEther("0.01");

describe("nft tasks", () => {
  let tasks: TaskRunner;

  before(async () => {
    tasks = await TaskRunner.deployed();
  });

  afterEach(() => tasks.reset());

  it("mint names the new tokens, their owner and the price", async () => {
    const minted = await tasks.json("nft mint", { count: 2n, to: "1" });
    const expected = { tokenIds: ["1", "2"], owner: tasks.accounts[1], paid: String(2n * PRICE) };
    expect(minted).to.deep.include(expected);
  });

  it("show prints the token, and writes or prints its picture on request", async () => {
    await tasks.json("nft mint");
    const file = path.join(mkdtempSync(path.join(tmpdir(), "althing-")), "shield.svg");
    const shown = await tasks.json("nft show", { token: 1n, svg: file });
    expect(shown).to.deep.include({ tokenId: "1", owner: tasks.accounts[0], file });
    expect(shown).not.to.have.any.keys("requestId", "pendingUntil");
    expect(readFileSync(file, "utf8")).to.equal(shown.svg);
    expect(await tasks.text("nft show", { token: 1n, svg: "-" })).to.equal(shown.svg);
    expect(existsSync("-")).to.equal(false);
    expect(await tasks.text("nft show", { token: 1n })).to.match(/name +Uncarved shield #1/);
  });

  it("carve asks for traits, which a relay brings", async () => {
    await tasks.json("nft mint", { count: 2n });
    const { requests } = await tasks.json("nft carve", { tokens: [1n, 2n] });
    expect(requests).to.have.length(2);
    const relay = await startRelay(tasks.connection, tasks.addresses);
    await relay.settle();
    await relay.stop();
    const { traits, metadata } = await tasks.json("nft show", { token: 2n });
    const { name } = traits as { name: string };
    expect((metadata as { name: string }).name).to.equal(`${name} #2`);
    expect(await tasks.failure("nft carve", { tokens: [1n] })).to.equal("ALT_NFT_CARVED");
  });

  it("transfer gives a token away", async () => {
    await tasks.json("nft mint");
    await tasks.json("nft transfer", { to: "treasury", token: 1n });
    expect(await tasks.json("nft show", { token: 1n })).to.deep.include({ owner: tasks.addresses.treasury });
  });

  it("end with a code that says what was wrong", async () => {
    await tasks.json("nft mint");
    expect(await tasks.failure("nft show", { token: 2n })).to.equal("ALT_NFT_UNKNOWN");
    expect(await tasks.failure("nft mint", { count: 0n })).to.equal("ALT_NFT_QUANTITY");
    expect(await tasks.failure("nft mint", { count: 10n ** 40n })).to.equal("ALT_NFT_QUANTITY");
    expect(await tasks.failure("nft mint", { count: 2n ** 256n - 1n })).to.equal("ALT_CLIENT_RANGE");
    expect(await tasks.failure("nft show", { token: 10n ** 95n })).to.equal("ALT_CLIENT_RANGE");
    expect(await tasks.failure("nft carve", { tokens: [1n, 1n] })).to.equal("ALT_NFT_TWICE");
    const unwritable = { token: 1n, svg: "/dev/null/shield.svg" };
    expect(await tasks.failure("nft show", unwritable)).to.equal("ALT_FILE_NOT_WRITTEN");
    expect(await tasks.failure("nft mint", { to: "0x12" })).to.equal("ALT_ADDRESS_INVALID");
    const stranger = { to: "2", token: 1n, from: "1" };
    expect(await tasks.failure("nft transfer", stranger)).to.equal("ALT_NFT_NOT_APPROVED");
    expect(await failureWithoutDeployment("nft mint", {})).to.equal("ALT_DEPLOY_NOT_FOUND");
  });
});
