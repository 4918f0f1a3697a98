import { expect } from "chai";
import { parseEther, ZeroHash } from "ethers";
import { FunctionsClient } from "../../clients/index.ts";
import { Outcome } from "../../protocol/outcome.ts";
import { executionDomain, startRelay } from "../../testing/index.ts";
import { type Document, TaskRunner } from "./support/task-runner.ts";

const call = { id: 1n, endpoint: "traits", args: `7,${ZeroHash}` };

describe("functions tasks, accounts", () => {
  let tasks: TaskRunner;

  before(async () => {
    tasks = await TaskRunner.deployed();
  });

  afterEach(() => tasks.reset());

  it("authorize takes a cap in ether, the word none, and nothing unsaid", async () => {
    const [, consumer] = tasks.accounts;
    const named = { consumer: "1" };
    expect(await tasks.failure("functions authorize", named)).to.equal("ALT_FUNCTIONS_CAP_MISSING");
    const half = await tasks.json("functions authorize", { ...named, cap: "0.5" });
    expect(half).to.deep.include({ consumer, cap: String(parseEther("0.5")) });
    const consumers = async () => (await tasks.json("functions account")).consumers;
    expect(await consumers()).to.deep.equal([{ consumer, cap: String(parseEther("0.5")), used: "0" }]);
    expect(await tasks.text("functions account")).to.match(/0\.5 ETH/);
    await tasks.json("functions authorize", { consumer: "collection", cap: "none" });
    expect(await consumers()).to.deep.include({ consumer: tasks.addresses.collection, used: "0" });
    await tasks.json("functions authorize", { ...named, cap: "0" });
    expect(await consumers()).to.have.length(1);
    expect(await tasks.failure("functions authorize", { ...named, cap: "much" })).to.equal(
      "ALT_CLIENT_AMOUNT",
    );
  });

  it("account shows balance, escrow, and what waits; expire ends all that is overdue", async () => {
    await tasks.json("functions fund", { amount: "1" });
    const first = await tasks.json("functions request", call);
    const asked = [first, await tasks.json("functions request", call)];
    const { balance, requests, live } = await tasks.json("functions account", { account: "0", from: "1" });
    const escrow = asked.reduce((sum, request) => sum + BigInt(String(request.escrow)), 0n);
    expect(BigInt(String(balance)) + escrow).to.equal(parseEther("1"));
    expect(requests).to.equal("2");
    const waiting = live as { requestId: string; state: string }[];
    expect(waiting.map(({ requestId }) => requestId)).to.deep.equal(asked.map((one) => one.requestId));
    expect(waiting.map(({ state }) => state)).to.deep.equal(["pending", "pending"]);
    expect(await tasks.text("functions account")).to.match(/waiting +2$/m);
    await tasks.connection.networkHelpers.time.increaseTo(deadlineOf(first) + 60n);
    const expired = await tasks.json("functions expire", { account: "0", from: "1" });
    expect(expired).to.deep.include({ refunded: String(escrow) });
    expect(expired.mined).to.have.length(1);
    expect((await tasks.json("functions account")).balance).to.equal(String(parseEther("1")));
    expect(await tasks.text("functions expire", {})).to.equal("Nothing is overdue.");
  });
});

describe("functions tasks, after the DAO named another router", () => {
  let tasks: TaskRunner;

  before(async () => {
    tasks = await TaskRunner.deployed();
  });

  afterEach(() => tasks.reset());

  it("use that one, and reach an earlier one by its number", async () => {
    await tasks.json("functions fund", { amount: "1" });
    const next = await nameNextRouter(tasks);
    const { routers } = await tasks.json("functions routers");
    expect(routers).to.deep.equal([
      { version: "1", router: tasks.addresses.router, current: false },
      { version: "2", router: next, current: true },
    ]);
    const balance = async (router?: bigint) => {
      const args = router === undefined ? {} : { router };
      return (await tasks.json("functions account", args)).balance;
    };
    expect([await balance(), await balance(1n)]).to.deep.equal(["0", String(parseEther("1"))]);
    expect(await tasks.failure("functions quote", call)).to.equal("ALT_FUNCTIONS_NOT_ADMITTED");
    await tasks.json("functions withdraw", { amount: "1", router: 1n });
    expect(await balance(1n)).to.equal("0");
    const third = { router: 3n };
    expect(await tasks.failure("functions account", third)).to.equal("ALT_FUNCTIONS_UNKNOWN_ROUTER");
  });
});

describe("functions tasks, settled requests", () => {
  let tasks: TaskRunner;
  let asked: Document;
  let refusedId: string;
  let back: () => Promise<void>;

  before(async () => {
    tasks = await TaskRunner.deployed();
    await tasks.json("functions fund", { amount: "1" });
    asked = await tasks.json("functions request", call);
    const { ethers, networkHelpers } = tasks.connection;
    const consumer = await ethers.deployContract("ScriptedConsumer");
    await consumer.planRevert(1);
    refusedId = await askFor(tasks, await consumer.getAddress());
    const relay = await startRelay(tasks.connection, tasks.addresses);
    await relay.settle();
    await relay.stop();
    await consumer.planRevert(0);
    back = (await networkHelpers.takeSnapshot()).restore;
  });

  afterEach(() => back());
  after(() => tasks.reset());

  it("receipts list them with fuel, gas and cost by part", async () => {
    const { receipts } = await tasks.json("functions receipts");
    const [first, second] = receipts as [Document, Document];
    expect([first.requestId, second.requestId]).to.deep.equal([asked.requestId, refusedId]);
    expect([first.outcome, first.callback]).to.deep.equal([Outcome.Success, "none"]);
    expect(second.callback).to.equal("failed");
    const part = (name: string) => BigInt(String(first[name]));
    const parts = part("fixedFee") + part("fuelFee") + part("byteFee") + part("gasFee");
    expect(parts).to.equal(part("charged"));
    expect(part("charged") + part("refunded")).to.equal(BigInt(String(asked.escrow)));
    expect(part("requestGas")).to.equal(BigInt(String(asked.gasUsed)));
    const text = await tasks.text("functions receipts");
    expect(text)
      .to.match(/success/)
      .and.to.match(/total/);
  });

  it("receipts are filtered by account, function and block, and cut to the newest", async () => {
    const idsOf = async (filter: object) => {
      const { receipts } = await tasks.json("functions receipts", filter);
      return (receipts as Document[]).map(({ requestId }) => requestId);
    };
    expect(await idsOf({ account: "signer" })).to.deep.equal([asked.requestId]);
    expect(await idsOf({ function: 1n })).to.have.length(2);
    expect(await idsOf({ function: 2n })).to.deep.equal([]);
    expect(await idsOf({ limit: 1n })).to.deep.equal([refusedId]);
    const later = BigInt(Number(asked.blockNumber) + 1);
    expect(await idsOf({ fromBlock: later })).to.deep.equal([refusedId]);
    expect(await tasks.failure("functions receipts", { limit: 2n ** 60n })).to.equal("ALT_CLIENT_RANGE");
  });

  it("receipts come as comma-separated values, with a head where there are none", async () => {
    const { receipts } = await tasks.json("functions receipts");
    const [head = "", ...lines] = (await tasks.text("functions receipts", { csv: true })).split("\n");
    expect(head.split(",")).to.deep.equal(Object.keys((receipts as Document[])[0] ?? {}));
    expect(lines.map((line) => line.split(",")[0])).to.deep.equal([asked.requestId, refusedId]);
    expect(await tasks.text("functions receipts", { csv: true, function: 2n })).to.equal(head);
    expect(await tasks.failure("functions receipts", { csv: true })).to.equal("ALT_CLIENT_FORMATS");
  });

  it("deliver brings an answer whose callback failed, once", async () => {
    const request = { request: refusedId };
    expect(await tasks.text("functions show", { what: refusedId })).to.match(/callback +failed: /);
    const delivered = await tasks.json("functions deliver", { ...request, from: "2" });
    expect(delivered.requestId).to.equal(refusedId);
    expect(await tasks.json("functions show", { what: refusedId })).to.include({ callback: "delivered" });
    expect(await tasks.failure("functions deliver", request)).to.equal("ALT_FUNCTIONS_NOT_UNDELIVERED");
  });
});

/** A router of the same registry and operators, which the DAO names. */
async function nameNextRouter({ connection, addresses }: TaskRunner): Promise<string> {
  const { ethers, networkHelpers } = connection;
  const { treasury, registry, operatorSet, directory } = addresses;
  const current = await ethers.getContractAt("FunctionRouter", addresses.router);
  const terms = [...(await current.terms())];
  const args = [treasury, registry, operatorSet, terms, await executionDomain()];
  const next = await (await ethers.deployContract("FunctionRouter", args)).getAddress();
  const dao = await ethers.getImpersonatedSigner(treasury);
  await networkHelpers.setBalance(treasury, parseEther("1"));
  await (await ethers.getContractAt("FunctionDirectory", directory, dao)).setCurrent(next);
  return next;
}

/** Asks as a contract does, with a callback, and pays for it. */
async function askFor({ connection, addresses }: TaskRunner, consumer: string): Promise<string> {
  const { ethers, networkHelpers } = connection;
  const signer = await ethers.getImpersonatedSigner(consumer);
  await networkHelpers.setBalance(consumer, parseEther("1"));
  const { id: functionId, endpoint } = call;
  const args = [7n, ZeroHash];
  const asking = { functionId, endpoint, args, callbackGasLimit: 100_000n };
  return (await new FunctionsClient(addresses, signer).request(asking, { from: "signer" })).requestId;
}

function deadlineOf({ header }: Document): bigint {
  return BigInt((header as { deadline: string }).deadline);
}
