import { delayAfter } from "../../domain/retry.ts";
import { blockOf } from "../../domain/rpc.ts";
import { pauseFor } from "../../pause.ts";
import type { RelaySettings } from "../../settings.ts";
import { deferred } from "./deferred.ts";
import type { Endpoint } from "./endpoint.ts";
import type { SocketTransport } from "./socket.ts";

/** A feed that says nothing for so many times as long as usual is not relied on. */
const USUAL_TIMES = 4;
/** Milliseconds that any feed may be quiet. */
const QUIET_MS = 1_000;
/** How much of the moving average a new interval is. */
const FRESH = 0.2;

/** Has an endpoint announce new heads, again and again as long as it is open. */
export class HeadFeed {
  /** The newest head announced. */
  head = -1;
  readonly #endpoint: Endpoint;
  readonly #socket: SocketTransport;
  readonly #settings: Pick<RelaySettings, "timeoutMs" | "rpc">;
  readonly #onHead: () => void;
  readonly #closing = new AbortController();
  #lost = deferred<void>();
  #running: Promise<void> | undefined;
  #isSubscribed = false;
  #saidAt = 0;
  #usualMs: number | undefined;
  #missedSince: number | undefined;

  constructor(
    endpoint: Endpoint,
    socket: SocketTransport,
    settings: Pick<RelaySettings, "timeoutMs" | "rpc">,
    onHead: () => void,
  ) {
    this.#endpoint = endpoint;
    this.#socket = socket;
    this.#settings = settings;
    this.#onHead = onHead;
    socket.listen(
      (params) => this.#said(params),
      () => this.#lost.resolve(),
    );
  }

  /** Whether it can be relied on to announce the next head. */
  get isLive(): boolean {
    const patience = Math.max(QUIET_MS, USUAL_TIMES * (this.#usualMs ?? 0));
    return this.#isSubscribed && performance.now() - this.#saidAt < patience;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Somebody saw a head. One that was not announced shows after a while that the socket is dead, though it is open. */
  noticed(head: number): void {
    if (head <= this.head || !this.#isSubscribed) {
      this.#missedSince = undefined;
      return;
    }
    this.#missedSince ??= performance.now();
    if (performance.now() - this.#missedSince < this.#settings.rpc.headPatienceMs) return;
    this.#missedSince = undefined;
    this.#socket.close();
  }

  close(): void {
    this.#closing.abort();
    this.#lost.resolve();
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    for (let failures = 0; !signal.aborted; ) {
      this.#lost = deferred();
      if (await this.#subscribe()) {
        failures = 0;
        await this.#lost.promise;
        this.#isSubscribed = false;
      }
      failures += 1;
      await pauseFor(delayAfter(failures, this.#settings.rpc.reopen), { signal, keepAlive: false });
    }
  }

  async #subscribe(): Promise<boolean> {
    const call = { method: "eth_subscribe", params: ["newHeads"] };
    const answer = await this.#endpoint.ask(call, this.#settings.timeoutMs).catch(() => undefined);
    this.#isSubscribed = answer !== undefined && "result" in answer;
    this.#saidAt = performance.now();
    return this.#isSubscribed;
  }

  #said(params: unknown): void {
    const block = blockOf((params as { result?: unknown } | undefined)?.result);
    if (block === undefined) return;
    const now = performance.now();
    const interval = now - this.#saidAt;
    this.#usualMs = this.#usualMs === undefined ? interval : this.#usualMs * (1 - FRESH) + interval * FRESH;
    this.#saidAt = now;
    this.#missedSince = undefined;
    this.head = block.number;
    this.#endpoint.tellsOf(block.number);
    this.#onHead();
  }
}
