import { fail } from "../protocol/errors.ts";
import { timeAtLeast } from "./domain/clock.ts";
import type { Hold } from "./domain/holds.ts";
import type { Reason } from "./domain/request.ts";
import { reasonOf } from "./domain/retry.ts";
import { Loop, type Stage } from "./loop.ts";
import type { RelayParts } from "./parts.ts";
import { endsWithin } from "./pause.ts";
import type { Block, Sender } from "./ports.ts";
import { reachChain } from "./reach.ts";
import { senderLook } from "./sender-look.ts";
import { executeStage } from "./stages/execute.ts";
import { type SigningGuard, signingGuard } from "./stages/guard.ts";
import { type Present, presentOf } from "./stages/present.ts";
import { signStage } from "./stages/sign.ts";
import { submitStage } from "./stages/submit.ts";
import type { Tools } from "./stages/tools.ts";
import { watchStage } from "./stages/watch.ts";
import type { Phase, RelayStatus } from "./status.ts";
import type { RequestFilter } from "./store-port.ts";
import type { DeadLetter, StoredRequest } from "./store-records.ts";
import { sweepStatus } from "./sweep-status.ts";

/** Milliseconds for executions that were cut off to go back. */
const HAND_BACK_MS = 500;

const NOBODY = { resolve() {}, reject() {} };

/** A relay: watches a router, executes its requests, signs their receipts and brings them on chain, until stopped. */
export class Relay {
  /** Resolves when the relay has ended; rejects if it had to give up. */
  readonly ended: Promise<void>;
  readonly #parts: RelayParts;
  readonly #stopping = new AbortController();
  readonly #problems = new Map<string, Reason>();
  readonly #present: Present;
  readonly #senderLook: ReturnType<typeof senderLook>;
  readonly #guard: SigningGuard;
  #loops: Loop[] = [];
  /** Senders that could submit at the start. */
  #lanes: readonly Sender[] = [];
  #stopped: Promise<void> | undefined;
  #conclude: { resolve(): void; reject(error: unknown): void } = NOBODY;

  constructor(parts: RelayParts) {
    this.#parts = parts;
    this.#present = presentOf(parts.chain, parts.senders);
    this.#guard = signingGuard(parts.leases, parts.store, parts);
    this.#senderLook = senderLook(parts.clock);
    this.ended = new Promise((resolve, reject) => {
      this.#conclude = { resolve, reject };
    });
    // Whoever does not look at it is told through the log.
    this.ended.catch(() => undefined);
  }

  /**
   * Starts the stages. An endpoint that does not answer is waited for.
   * @throws ALT_RELAY_WRONG_CHAIN, ALT_RELAY_NO_ROUTER, ALT_RELAY_NOT_MEMBER, ALT_RELAY_STOPPED
   */
  async start(): Promise<void> {
    const { epoch, places } = await reachChain(this.#parts, this.#stopping.signal);
    const { store, log, senders, signers } = this.#parts;
    this.#lanes = senders.filter(({ address }) => places.has(address));
    await store.dropClaims();
    const addresses = senders.map(({ address }) => address);
    const reason = reasonOf(fail("ALT_RELAY_SENDER_GONE"));
    await store.keepSenders(addresses, { reason, retryAt: 0, failed: false });
    await this.#guard.isOnHold();
    if (this.#stopping.signal.aborted) throw fail("ALT_RELAY_STOPPED");
    this.#loops = this.#stages().map((stage) => this.#loop(stage));
    for (const loop of this.#loops) loop.start();
    const [watch] = this.#loops;
    this.#parts.chain.onHead(() => watch?.wake());
    log.info(
      { senders: [...places.keys()].join(", "), signers: signers.length, epoch: epoch.epoch },
      "relay started",
    );
  }

  /**
   * Finishes the steps in hand, within the time that is set, and closes everything. What was under way goes on at the
   * next start.
   */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  /** Answers whatever the endpoints do; what they alone know may be missing or old. */
  async status(latest = 10): Promise<RelayStatus> {
    const { store, settings, clock } = this.#parts;
    const [requests, queue, head, cursor, holds, ended, sweep, senders, inFlight] = await Promise.all([
      store.countByState(),
      store.queue(clock.now()),
      store.head(),
      store.cursor(),
      store.holds(),
      store.requests({ states: ["settled", "expired"], limit: latest }),
      sweepStatus(store, settings.expiry, clock.now()),
      this.#senderLook.look(this.#lanes),
      store.inFlight(),
    ]);
    return {
      phase: this.#phase,
      requests,
      queue: { ...queue, most: settings.queue },
      sweep,
      head,
      cursor,
      holds,
      senders,
      inFlight,
      endpoints: this.#parts.chain.endpoints(),
      latest: ended,
      problems: this.problems,
    };
  }

  /** Stages that fail at the moment, and why. */
  get problems(): Readonly<Record<string, Reason>> {
    return Object.fromEntries(this.#problems);
  }

  /**
   * Ends the holds that an operator can confirm, and returns them. Where signatures may have been forgotten nothing more is
   * signed for requests up to the chain's head, except what is known to have been.
   */
  async confirm(): Promise<readonly Hold[]> {
    const { chain, store } = this.#parts;
    const { number } = await chain.head();
    const ended = await store.confirm(number);
    this.#wake();
    return ended;
  }

  /** The requests that the relay knows, newest first. */
  requests(filter: RequestFilter = {}): Promise<StoredRequest[]> {
    return this.#parts.store.requests(filter);
  }

  request(id: string): Promise<StoredRequest | undefined> {
    return this.#parts.store.request(id);
  }

  /** What it gave up for good, newest first. */
  deadLetters(limit?: number): Promise<DeadLetter[]> {
    return this.#parts.store.deadLetters(limit);
  }

  deadLetter(id: string): Promise<DeadLetter | undefined> {
    return this.#parts.store.deadLetter(id);
  }

  /** Gives dead requests, or all, another chance; returns those that can still be in time. */
  async replay(ids: readonly string[] | "all"): Promise<string[]> {
    const { store, clock, log } = this.#parts;
    const head = await store.head();
    const replayed = head ? await store.replay(ids, timeAtLeast(head.timestamp, clock.now())) : [];
    if (replayed.length > 0) log.info({ requests: replayed.length }, "replayed");
    this.#wake();
    return replayed;
  }

  /** The chain's head if everything up to it was taken in, else undefined. */
  async upToDate(): Promise<Block | undefined> {
    const [head, cursor] = await Promise.all([this.#parts.chain.head(), this.#parts.store.cursor()]);
    return head.hash === cursor?.hash ? head : undefined;
  }

  #stages(): Stage[] {
    const { chain, artefacts, executor, senders, signers, leases, store, settings, ...rest } = this.#parts;
    const present = this.#present;
    const tools: Tools = { settings, ...rest };
    const keys = leases.map(({ key }) => key);
    return [
      watchStage(chain, keys, store, tools),
      executeStage({ chain, artefacts, executor }, store, present, tools, () => this.#wake()),
      signStage(signers, this.#guard, store, present, tools),
      ...senders.map((sender) => submitStage(chain, sender, store, present, tools)),
    ];
  }

  #loop(stage: Stage): Loop {
    const { chain, settings, log, keepAlive } = this.#parts;
    const { name } = stage;
    return new Loop(stage, {
      // Only the chain has to be polled, unless its heads are announced: the other stages are woken when there is work, or
      // when a retry falls due.
      idleMs: () => settings.pollIntervalMs * (name === "watch" && !chain.announcesHeads() ? 1 : 10),
      backoff: settings.backoff,
      keepAlive,
      onStep: () => this.#problems.delete(name),
      onWork: () => this.#wake(),
      onError: (error, failures, delayMs) => {
        this.#problems.set(name, reasonOf(error));
        log.warn({ stage: name, ...reasonOf(error), failures, delayMs }, "stage failed; it tries again");
      },
      onFatal: (error) => {
        log.error({ stage: name, ...reasonOf(error) }, "the relay gives up");
        this.#conclude.reject(error);
      },
    });
  }

  /** Some stage may have work. */
  #wake(): void {
    for (const loop of this.#loops) loop.wake();
  }

  async #stop(): Promise<void> {
    this.#stopping.abort();
    const { executor, store, log, settings } = this.#parts;
    const loops = Promise.all(this.#loops.map((loop) => loop.stop()));
    const inTime = await endsWithin(loops, settings.stopTimeoutMs);
    await executor.close();
    if (!inTime) await this.#handBack(loops);
    this.#guard.close();
    await store.close();
    log.info({}, "relay stopped");
    this.#conclude.resolve();
  }

  /** Executions that were cut off go back by themselves; what still waits for an endpoint is found in the store. */
  async #handBack(loops: Promise<unknown>): Promise<void> {
    const { store, log, settings } = this.#parts;
    const ended = await endsWithin(loops, HAND_BACK_MS);
    await store.dropClaims();
    log.warn({ afterMs: settings.stopTimeoutMs, ended }, "steps in hand are left for the next start");
  }

  get #phase(): Phase {
    if (this.#stopping.signal.aborted) return "stopping";
    return this.#loops.length > 0 ? "running" : "starting";
  }
}
