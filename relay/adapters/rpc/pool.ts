import { fail } from "../../../protocol/errors.ts";
import type { Disagreement, EndpointHealth } from "../../domain/endpoint.ts";
import { type EndpointAddress, isIpcPath } from "../../domain/endpoint-list.ts";
import { isRepeatable, LATEST_BLOCK, type RpcAnswer, type RpcCall } from "../../domain/rpc.ts";
import type { BlockRef, Endpoints, Log } from "../../ports.ts";
import type { RelaySettings } from "../../settings.ts";
import { ipcChannel, webSocketChannel } from "./channels.ts";
import { Comparison } from "./comparison.ts";
import { Endpoint } from "./endpoint.ts";
import { EndpointFault } from "./fault.ts";
import { HeadFeed } from "./head-feed.ts";
import { httpTransport } from "./http.ts";
import { Lead } from "./lead.ts";
import { SocketTransport } from "./socket.ts";

/** Among so many endpoints the time of a call is divided, at most. */
const MOST_TRIES = 3;

export interface PoolTools {
  readonly settings: Pick<RelaySettings, "timeoutMs" | "rpc">;
  readonly log: Log;
  /** From 0 to below 1; who leads is drawn with it. */
  readonly random?: () => number;
}

/** Several endpoints as one: what the first cannot answer others are asked, within the same time. */
export class EndpointPool implements Endpoints {
  readonly #chainId: bigint;
  readonly #endpoints: readonly Endpoint[];
  readonly #feeds: readonly HeadFeed[];
  readonly #comparison: Comparison;
  readonly #lead: Lead;
  readonly #tools: PoolTools;
  readonly #listeners: (() => void)[] = [];
  #patrol: NodeJS.Timeout | undefined;
  #isClosed = false;
  /** Whether one ever served the right chain: if none does later, that passes, and at the start it is the list's fault. */
  #wasRight = false;

  constructor(addresses: readonly EndpointAddress[], chainId: bigint, tools: PoolTools) {
    const { settings, log, random = Math.random } = tools;
    const opened = addresses.map((address) => {
      const socket = socketTo(address.url);
      const transport = socket ?? httpTransport(address.url);
      return { socket, endpoint: new Endpoint(address, chainId, transport, settings.rpc, log) };
    });
    this.#chainId = chainId;
    this.#tools = tools;
    this.#endpoints = opened.map(({ endpoint }) => endpoint);
    this.#feeds = opened.flatMap(({ endpoint, socket }) =>
      socket ? new HeadFeed(endpoint, socket, settings, () => this.#announce()) : [],
    );
    this.#comparison = new Comparison(this.#endpoints, settings.timeoutMs, log);
    this.#lead = new Lead(this.#endpoints, settings.rpc, random);
  }

  /** @throws ALT_RELAY_RPC_UNAVAILABLE, ALT_RELAY_WRONG_CHAIN; an EndpointFault for logs, since they may be too many */
  async ask(call: RpcCall): Promise<RpcAnswer> {
    this.#startPatrol();
    const endsAt = performance.now() + this.#tools.settings.timeoutMs;
    const order = this.#lead.order(call);
    const faults = new Map<Endpoint, EndpointFault>();
    for (const [index, endpoint] of order.entries()) {
      const left = endsAt - performance.now();
      if (left <= 0) break;
      try {
        return await this.#askOne(endpoint, call, left / Math.min(MOST_TRIES, order.length - index));
      } catch (error) {
        if (!(error instanceof EndpointFault)) throw error;
        faults.set(endpoint, error);
        if (!isRepeatable(call)) break;
      }
    }
    return this.#giveUp(call, faults);
  }

  endpoints(): EndpointHealth[] {
    const { leader } = this.#lead;
    return this.#endpoints.map((endpoint) => endpoint.health(endpoint === leader));
  }

  disagreement(block: BlockRef): Promise<Disagreement | undefined> {
    return this.#comparison.compare(block, this.#lead.leader);
  }

  onHead(listener: () => void): void {
    this.#listeners.push(listener);
    for (const feed of this.#feeds) feed.start();
  }

  announcesHeads(): boolean {
    const { head } = this.#lead.leader;
    return head !== undefined && this.#feeds.some((feed) => feed.isLive && feed.head <= head);
  }

  close(): void {
    this.#isClosed = true;
    clearInterval(this.#patrol);
    for (const feed of this.#feeds) feed.close();
    for (const endpoint of this.#endpoints) endpoint.close();
  }

  async #askOne(endpoint: Endpoint, call: RpcCall, timeoutMs: number): Promise<RpcAnswer> {
    const { leader } = this.#lead;
    const answer = await endpoint.ask(call, timeoutMs);
    this.#wasRight = true;
    this.#lead.follow(endpoint, call, answer);
    if (endpoint !== leader)
      this.#tools.log.info({ endpoint: endpoint.name, instead: leader.name }, "another endpoint leads");
    if (endpoint.head !== undefined) for (const feed of this.#feeds) feed.noticed(endpoint.head);
    return answer;
  }

  #giveUp(call: RpcCall, faults: ReadonlyMap<Endpoint, EndpointFault>): RpcAnswer {
    const all = [...faults.values()];
    const answer = all.find((fault) => fault.answer !== undefined)?.answer;
    if (answer) return answer;
    const served = this.#endpoints.map(({ servesAnother }) => servesAnother);
    const [actual] = served;
    if (!this.#wasRight && actual !== undefined && !served.includes(undefined))
      throw fail("ALT_RELAY_WRONG_CHAIN", { actual, expected: this.#chainId });
    const [first] = all;
    // Whoever asked for logs asks for fewer blocks then.
    if (call.method === "eth_getLogs" && first) throw first;
    const listed = [...faults].map(([{ name }, { message }]) => `${name}: ${message}`).join("; ");
    throw fail(
      "ALT_RELAY_RPC_UNAVAILABLE",
      { method: call.method, faults: listed || "no time was left" },
      first,
    );
  }

  #announce(): void {
    for (const listener of this.#listeners) listener();
  }

  /** Those that do not lead are looked at now and then: whether they are there, and how far they have come. */
  #startPatrol(): void {
    if (this.#patrol || this.#isClosed || this.#endpoints.length < 2) return;
    this.#patrol = setInterval(() => this.#look(), this.#tools.settings.rpc.patrolMs).unref();
    this.#look();
  }

  #look(): void {
    for (const endpoint of this.#endpoints) {
      if (endpoint === this.#lead.leader) continue;
      // Its faults are counted where they happen.
      endpoint.ask(LATEST_BLOCK, this.#tools.settings.timeoutMs).catch(() => undefined);
    }
  }
}

/** What stays connected, where the endpoint offers that. */
function socketTo(url: string): SocketTransport | undefined {
  if (isIpcPath(url)) return new SocketTransport(ipcChannel(url));
  return /^wss?:/.test(url) ? new SocketTransport(webSocketChannel(url)) : undefined;
}
