import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import { id, parseEther, ZeroHash } from "ethers";
import { Outcome } from "../../protocol/outcome.ts";
import { executionDomain, startRelay } from "../../testing/index.ts";
import { type Document, failureWithoutDeployment, TaskRunner } from "./support/task-runner.ts";

const TRAITS = path.resolve(import.meta.dirname, "../../functions/traits/traits.ts");
const call = { id: 1n, endpoint: "traits", args: `7,${ZeroHash}` };

interface ProfileDocument {
  readonly function: string;
  readonly ownFuel: string;
}

const sumOfOwn = (lines: readonly ProfileDocument[]) =>
  lines.reduce((sum, { ownFuel }) => sum + BigInt(ownFuel), 0n);

describe("functions tasks", () => {
  let tasks: TaskRunner;

  before(async () => {
    tasks = await TaskRunner.deployed();
  });

  const fuelPrice = async (): Promise<bigint> => {
    const { ethers } = tasks.connection;
    const router = await ethers.getContractAt("FunctionRouter", tasks.addresses.router);
    return (await router.terms()).fuelPrice;
  };

  /** As the DAO, which may allow another in its place. */
  const forbidDomain = async (domain: string, instead?: string): Promise<void> => {
    const { ethers, networkHelpers } = tasks.connection;
    const treasury = await ethers.getImpersonatedSigner(tasks.addresses.treasury);
    await networkHelpers.setBalance(treasury.address, parseEther("1"));
    const router = await ethers.getContractAt("FunctionRouter", tasks.addresses.router, treasury);
    await router.setDomain(domain, false);
    if (instead !== undefined) await router.setDomain(instead, true);
  };

  afterEach(() => tasks.reset());

  it("publish bundles a source, and versions follow", async () => {
    const first = await tasks.json("functions publish", { file: TRAITS, royalty: 250n });
    expect(first).to.deep.include({ functionId: "2", version: "1" });
    const second = await tasks.json("functions publish", { file: TRAITS, id: 2n });
    expect(second).to.deep.include({ functionId: "2", version: "2", codeHash: first.codeHash });
    const { functions } = await tasks.json("functions list");
    const listed = functions as { functionId: string; owner: string; endpoints: string[] }[];
    expect(listed.map(({ owner }) => owner)).to.deep.equal([tasks.addresses.treasury, tasks.accounts[0]]);
    expect(listed[1]?.endpoints).to.deep.equal(["traits(uint256,bytes32)"]);
  });

  it("publish admits what it published, or says that the DAO allows no domain", async () => {
    const { program } = await tasks.json("functions publish", { file: TRAITS });
    const programs = async () => (await tasks.json("functions show", { what: "2" })).programs as Document[];
    expect(await programs()).to.have.length(1);
    expect((await programs())[0]).to.deep.include({ id: program, version: "1", callable: true });
    expect(await tasks.text("functions show", { what: "2" })).to.contain(String(program));
    expect(await tasks.text("functions admit", { id: 2n })).to.match(/transaction +none/);
    await forbidDomain(await executionDomain());
    const later = await tasks.json("functions publish", { file: TRAITS, id: 2n });
    expect([later.version, later.program]).to.deep.equal(["2", undefined]);
    expect(await tasks.failure("functions admit", { id: 2n })).to.equal("ALT_FUNCTIONS_NO_DOMAIN");
    expect((await programs())[0]?.callable).to.equal(false);
  });

  it("admit names a version and a domain", async () => {
    await tasks.json("functions publish", { file: TRAITS });
    await forbidDomain(await executionDomain(), id("next"));
    const asked = { ...call, id: 2n };
    expect(await tasks.failure("functions quote", asked)).to.equal("ALT_FUNCTIONS_NOT_ADMITTED");
    const named = { id: 2n, codeVersion: 1n, domain: id("next") };
    expect(await tasks.json("functions admit", named)).to.deep.include({ executionDomain: id("next") });
    expect(BigInt(String((await tasks.json("functions quote", asked)).total)) > 0n).to.equal(true);
    const other = { ...named, domain: id("other") };
    expect(await tasks.failure("functions admit", other)).to.equal("ALT_FUNCTIONS_DOMAIN");
  });

  it("publish refuses a source that cannot be bundled or started", async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), "althing-")), "broken.ts");
    writeFileSync(file, "export default (;");
    expect(await tasks.failure("functions publish", { file })).to.equal("ALT_GUEST_SYNTAX");
    writeFileSync(file, "throw new Error('at once');");
    expect(await tasks.failure("functions publish", { file })).to.equal("ALT_GUEST_INITIALISATION_FAILED");
  });

  it("run gives the answer, the fuel and the price at the network's rates", async () => {
    const args = { artefact: TRAITS, endpoint: "traits", args: ["7", ZeroHash] };
    const { outcome, values, fuelUsed, price, ...rest } = await tasks.json("functions run", args);
    expect(outcome).to.equal(Outcome.Success);
    expect(values).to.have.length(1);
    expect(rest).to.include({ fuelLimit: "100000000" });
    const { fixedFee, fuelFee, byteFee, total } = price as Record<string, string>;
    expect(fuelFee).to.equal(String(BigInt(String(fuelUsed)) * (await fuelPrice())));
    expect(total).to.equal(String(BigInt(fixedFee ?? 0) + BigInt(fuelFee ?? 0) + BigInt(byteFee ?? 0)));
  });

  it("run ends as a failure where the endpoint has no answer", async () => {
    const args = { artefact: TRAITS, endpoint: "traits", args: ["7", ZeroHash], fuelLimit: 1000n };
    const { code, stdout } = await tasks.failed("functions run", args);
    expect(code).to.equal("ALT_FUNCTIONS_RUN_ENDED");
    expect(JSON.parse(stdout)).to.include({ outcome: Outcome.OutOfFuel, fuelUsed: "1000" });
    expect(await tasks.failure("functions run", { ...args, args: ["7"] })).to.equal("ALT_CLIENT_ARGUMENTS");
    expect(await tasks.failure("functions run", { ...args, endpoint: "none" })).to.equal(
      "ALT_FUNCTIONS_UNKNOWN_ENDPOINT",
    );
  });

  it("run --profile names the functions that burnt the fuel, also where it ran out", async () => {
    const args = { artefact: TRAITS, endpoint: "traits", args: ["7", ZeroHash] };
    const { profile, fuelUsed } = await tasks.json("functions run", { ...args, profile: true });
    const lines = profile as ProfileDocument[];
    expect(String(sumOfOwn(lines))).to.equal(fuelUsed);
    expect(lines.find((line) => line.function === "mixed")).to.deep.include({
      at: "functions/traits/traits.ts:46",
      calls: 1,
    });
    const half = { ...args, fuelLimit: BigInt(String(fuelUsed)) / 2n, profile: true };
    const { code, stdout } = await tasks.failed("functions run", half);
    expect(code).to.equal("ALT_FUNCTIONS_RUN_ENDED");
    expect(sumOfOwn(JSON.parse(stdout).profile)).to.equal(half.fuelLimit);
  });

  it("quote says each part of the most that a call can cost", async () => {
    const { total, ...parts } = await tasks.json("functions quote", call);
    const sum = Object.values(parts).reduce((soFar: bigint, part) => soFar + BigInt(String(part)), 0n);
    expect(String(sum)).to.equal(total);
    expect(await tasks.text("functions quote", call)).to.contain("fuel");
  });

  it("fund and withdraw move ether in and out of an account", async () => {
    expect(await tasks.json("functions fund", { amount: "2" })).to.deep.include({
      account: tasks.accounts[0],
      balance: String(parseEther("2")),
    });
    expect(await tasks.json("functions withdraw", { amount: "0.5", to: "3" })).to.deep.include({
      balance: String(parseEther("1.5")),
    });
    const other = await tasks.json("functions fund", { amount: "1", account: "4" });
    expect(other.account).to.equal(tasks.accounts[4]);
  });

  it("request asks, a relay answers, show tells the answer and the sums", async () => {
    await tasks.json("functions fund", { amount: "1" });
    const { requestId, escrow } = await tasks.json("functions request", call);
    const waiting = await tasks.json("functions show", { what: String(requestId) });
    expect(waiting).to.deep.include({ state: "pending", escrow });
    const relay = await startRelay(tasks.connection, tasks.addresses);
    const asked = await tasks.json("functions request", { ...call, wait: 30n });
    await relay.stop();
    const { values } = asked.answer as { values: { name: string }[] };
    expect(values[0]?.name).to.match(/\w+/);
    expect(BigInt(String(asked.charged)) + BigInt(String(asked.refunded))).to.equal(
      BigInt(String(asked.escrow)),
    );
    const { requests } = await tasks.json("functions show", { what: "1" });
    expect((requests as { state: string }[]).map(({ state }) => state)).to.deep.equal(["settled", "settled"]);
    expect(await tasks.text("functions show", { what: "1" })).to.match(/success/);
    expect(await tasks.text("functions show", { what: String(requestId) })).to.match(/answer +\[\{"pattern"/);
  });

  it("request --wait fails where no answer comes, and its output stays one document", async () => {
    await tasks.json("functions fund", { amount: "1" });
    const relay = await startRelay(tasks.connection, tasks.addresses);
    const starved = await tasks.failed("functions request", { ...call, fuelLimit: 50_000n, wait: 30n });
    await relay.stop();
    expect(starved.code).to.equal("ALT_FUNCTIONS_OUT_OF_FUEL");
    expect(JSON.parse(starved.stdout)).to.deep.include({ outcome: Outcome.OutOfFuel });
    const { requestId } = JSON.parse(starved.stdout) as { requestId: string };
    expect(await tasks.text("functions show", { what: requestId })).not.to.match(/^answer/m);
  });

  it("expire refunds what nobody fulfilled", async () => {
    await tasks.json("functions fund", { amount: "1" });
    const { requestId, header } = await tasks.json("functions request", call);
    const requests = [String(requestId)];
    expect(await tasks.failure("functions expire", { requests })).to.equal("ALT_FUNCTIONS_NOT_OVERDUE");
    const { deadline } = header as { deadline: string };
    await tasks.connection.networkHelpers.time.increaseTo(BigInt(deadline) + 1n);
    await tasks.json("functions expire", { requests, from: "1" });
    expect(await tasks.json("functions withdraw", { amount: "1" })).to.deep.include({ balance: "0" });
  });

  it("end with a code that says what was wrong", async () => {
    expect(await tasks.failure("functions request", call)).to.equal("ALT_FUNCTIONS_BALANCE");
    const codeOf = (change: object) => tasks.failure("functions quote", { ...call, ...change });
    expect(await codeOf({ id: 9n })).to.equal("ALT_FUNCTIONS_UNKNOWN");
    expect(await codeOf({ codeVersion: 9n })).to.equal("ALT_FUNCTIONS_UNKNOWN_VERSION");
    expect(await codeOf({ endpoint: "trait" })).to.equal("ALT_FUNCTIONS_UNKNOWN_ENDPOINT");
    expect(await codeOf({ fuelLimit: 2n ** 64n })).to.equal("ALT_CLIENT_RANGE");
    expect(await codeOf({ codeVersion: 2n ** 32n })).to.equal("ALT_CLIENT_RANGE");
    expect(await codeOf({ args: "7" })).to.equal("ALT_CLIENT_ARGUMENTS");
    expect(await tasks.failure("functions show", { what: "traits" })).to.equal("ALT_CLIENT_NUMBER");
    expect(await tasks.failure("functions show", { what: ZeroHash })).to.equal(
      "ALT_FUNCTIONS_UNKNOWN_REQUEST",
    );
    expect(await tasks.failure("functions show", { what: "9".repeat(90) })).to.equal("ALT_CLIENT_RANGE");
    expect(await tasks.failure("functions fund", { amount: "100000000" })).to.equal("ALT_CLIENT_FUNDS");
    expect(await tasks.failure("functions fund", { amount: "9".repeat(75) })).to.equal("ALT_CLIENT_RANGE");
    const missing = { file: "/no/such.ts" };
    expect(await tasks.failure("functions publish", missing)).to.equal("ALT_FILE_NOT_FOUND");
    const unknown = { file: TRAITS, id: 99n };
    expect(await tasks.failure("functions publish", unknown)).to.equal("ALT_FUNCTIONS_UNKNOWN");
    const royal = { file: TRAITS, royalty: 70_000n };
    expect(await tasks.failure("functions publish", royal)).to.equal("ALT_CLIENT_RANGE");
    const foreign = { file: TRAITS, id: 1n };
    expect(await tasks.failure("functions publish", foreign)).to.equal("ALT_FUNCTIONS_NOT_OWNER");
    expect(await failureWithoutDeployment("functions list", {})).to.equal("ALT_DEPLOY_NOT_FOUND");
  });
});
