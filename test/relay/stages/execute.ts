import { expect } from "chai";
import { fail } from "../../../protocol/errors.ts";
import { hashProgram } from "../../../protocol/typed-data.ts";
import { openSqliteStore } from "../../../relay/adapters/sqlite/store.ts";
import type { Execution } from "../../../relay/domain/execution.ts";
import type { SeenRequest } from "../../../relay/domain/request.ts";
import type { ArtefactSource, Executor } from "../../../relay/ports.ts";
import type { Progress } from "../../../relay/progress.ts";
import { defaultSettings, type RelaySettings } from "../../../relay/settings.ts";
import { executeStage } from "../../../relay/stages/execute.ts";
import type { Store } from "../../../relay/store-port.ts";
import { until } from "../../helpers/until.ts";
import { blockHash, DOMAIN, executionOf, PROGRAM, placeOf, requestOf } from "../support/samples.ts";

const [FLOODER, OTHER] = [`0x${"01".repeat(20)}`, `0x${"02".repeat(20)}`] as const;
/** Their hash is the program's. */
const BYTES = new TextEncoder().encode("code");

/** An execution that has begun, and ends when it is let. */
interface Begun {
  readonly id: string;
  end(execution: Execution): void;
  fail(error: Error): void;
}

describe("The execute stage", () => {
  let store: Store;
  let now: number;
  let market: bigint;
  let told: Progress[];
  let warned: string[];
  let begun: Begun[];

  beforeEach(async () => {
    store = await openSqliteStore(":memory:", DOMAIN);
    await store.keepArtefact(PROGRAM.codeHash, BYTES);
    [now, market, told, warned, begun] = [1_000, 1n, [], [], []];
  });

  afterEach(() => store.close());

  const executor: Executor = {
    executionDomain: async () => PROGRAM.executionDomain,
    execute: ({ id }) => new Promise((resolve, reject) => begun.push({ id, end: resolve, fail: reject })),
    close: async () => {},
  };
  const artefacts: ArtefactSource = { fetch: async () => BYTES };
  const chain = { publication: async () => ({ kind: "js" as const, bytes: BYTES, uri: "" }) };
  const fees = async () => ({ baseFee: market, maxFeePerGas: market, maxPriorityFeePerGas: 0n });

  /** A worker with sixteen requests in hand at most. */
  function stage(changes: Partial<RelaySettings> = {}) {
    const settings = { ...defaultSettings, concurrency: 1, ...changes };
    const warn = (_fields: object, message: string) => warned.push(message);
    const log = { debug() {}, info() {}, warn, error() {} };
    const tools = { settings, clock: { now: () => now }, log, emit: (one: Progress) => told.push(one) };
    return executeStage({ chain, artefacts, executor }, store, { fees }, tools, () => {});
  }

  async function takeIn(...requests: SeenRequest[]): Promise<void> {
    const block = { number: 100, hash: blockHash(100) };
    const admitted = {
      type: "admitted",
      hash: hashProgram(PROGRAM),
      program: PROGRAM,
      ...placeOf(1),
    } as const;
    const events = requests.map((request) => ({ type: "requested", request }) as const);
    await store.advance(block, [admitted, ...events], { ...block, timestamp: 1n }, block.number, now);
  }

  function requestsOf(consumer: string, count: number, first = 1): SeenRequest[] {
    return Array.from({ length: count }, (_, index) => requestOf(first + index, { consumer }));
  }

  async function untilBegun(count: number): Promise<void> {
    await until(() => begun.length === count);
  }

  async function untilStored(state: "executed" | "seen" | "declined", count: number): Promise<void> {
    await until(async () => (await store.countByState())[state] === count);
  }

  it("lets consumers take turns, so that a flood of one holds up none", async () => {
    const others = requestsOf(OTHER, 2, 41);
    await takeIn(...requestsOf(FLOODER, 40), ...others);
    await stage().step();
    await untilBegun(16);
    const ids = begun.slice(0, 4).map(({ id }) => id);
    expect(ids).to.include.members(others.map(({ id }) => id));
  });

  it("claims more when half of what is in hand has ended", async () => {
    await takeIn(...requestsOf(FLOODER, 40));
    const worker = stage();
    expect(await worker.step()).to.equal(true);
    await untilBegun(16);
    for (const one of begun.slice(0, 7)) one.end(executionOf());
    await untilStored("executed", 7);
    expect(await worker.step()).to.be.a("number");
    begun[7]?.end(executionOf());
    await untilStored("executed", 8);
    expect(await worker.step()).to.equal(true);
    await untilBegun(24);
  });

  it("keeps its claims while an execution takes long, and nobody else begins with it", async () => {
    await takeIn(...requestsOf(FLOODER, 1));
    const [worker, other] = [stage(), stage()];
    await worker.step();
    for (let i = 0; i < 10; i++) {
      now += 4_000;
      await worker.step();
      expect(await other.step()).to.equal(false);
    }
    expect(begun.length).to.equal(1);
  });

  it("loses nothing with a worker that died, and takes the first of two verdicts", async () => {
    await takeIn(...requestsOf(FLOODER, 1));
    const [dead, other] = [stage(), stage()];
    await dead.step();
    now += 10_000;
    expect(await other.step()).to.equal(true);
    await untilBegun(2);
    begun[1]?.end(executionOf());
    await untilStored("executed", 1);
    begun[0]?.end(executionOf({ result: "0x2b" }));
    await dead.end?.();
    expect(told.filter(({ type }) => type === "executed").length).to.equal(1);
    expect((await store.request(begun[0]?.id ?? ""))?.execution).to.deep.equal(executionOf());
  });

  it("does not wait for a clock that was set back", async () => {
    now = 7_200_000;
    await takeIn(...requestsOf(FLOODER, 1));
    const worker = stage();
    await worker.step();
    await untilBegun(1);
    begun[0]?.fail(fail("ALT_RUNTIME_HOST_FAULT", { fault: "a thread died" }));
    await worker.end?.();
    now -= 3_600_000;
    expect(await worker.step()).to.equal(true);
    await untilBegun(2);
    begun[1]?.end(executionOf());
    await untilStored("executed", 1);
  });

  it("takes no more than the queue holds, and says so once", async () => {
    await takeIn(...requestsOf(FLOODER, 5));
    const worker = stage({ queue: 3 });
    await worker.step();
    await worker.step();
    await untilBegun(3);
    expect(warned).to.deep.equal(["the queue is full"]);
    expect(await store.queue(now)).to.deep.equal({ waiting: 2, inHand: 3 });
  });

  it("does not execute what cannot pay for itself now", async () => {
    const [request] = requestsOf(FLOODER, 1);
    await takeIn(request as SeenRequest);
    market = 2n * 10n ** 9n;
    const worker = stage();
    await worker.step();
    await worker.end?.();
    expect(begun).to.deep.equal([]);
    const { reason, attempts } = (await store.request(request?.id ?? "")) ?? {};
    expect([reason?.code, attempts]).to.deep.equal(["ALT_RELAY_GAS_PRICE", 0]);
  });

  const faults = {
    "counts what is wrong with an execution": {
      error: fail("ALT_RUNTIME_HOST_FAULT", { fault: "a thread died" }),
      attempts: 1,
    },
    "counts nothing that is no fault of the request": {
      error: new Error("the endpoint is away"),
      attempts: 0,
    },
  };
  for (const [name, { error, attempts }] of Object.entries(faults)) {
    it(`puts off what failed, and ${name}`, async () => {
      await takeIn(...requestsOf(FLOODER, 1));
      const worker = stage();
      await worker.step();
      await untilBegun(1);
      begun[0]?.fail(error);
      await worker.end?.();
      expect(await store.request(begun[0]?.id ?? "")).to.include({ state: "seen", attempts });
      expect(await worker.step()).to.equal(false);
    });
  }

  it("gives up after as many failures as are set, with a dead letter", async () => {
    await takeIn(...requestsOf(FLOODER, 1));
    const worker = stage({ maxExecutions: 2 });
    for (const round of [1, 2]) {
      await worker.step();
      await untilBegun(round);
      begun[round - 1]?.fail(fail("ALT_RUNTIME_HOST_FAULT", { fault: "a thread died" }));
      await worker.end?.();
      now += 60_000;
    }
    const [letter] = await store.deadLetters();
    expect(letter).to.deep.include({ stage: "execute", attempts: 2, state: "declined" });
    expect(letter?.reason.code).to.equal("ALT_RUNTIME_HOST_FAULT");
  });
});
