import { blockNeeded, type RpcAnswer, type RpcCall } from "../../domain/rpc.ts";
import type { RpcSettings } from "../../settings.ts";
import type { Endpoint } from "./endpoint.ts";
import { EndpointFault } from "./fault.ts";

/** The newest head that was handed out. */
interface GivenHead {
  readonly number: number;
  readonly by: Endpoint;
  readonly at: number;
}

/**
 * Which endpoint is asked. One leads, so that head, blocks, logs and nonces fit together. It is drawn by weight, and leads
 * until it fails or its term ends.
 */
export class Lead {
  readonly #endpoints: readonly Endpoint[];
  readonly #settings: RpcSettings;
  readonly #random: () => number;
  #leader: Endpoint;
  #since = performance.now();
  #given: GivenHead | undefined;

  constructor(endpoints: readonly Endpoint[], settings: RpcSettings, random: () => number) {
    this.#endpoints = endpoints;
    this.#settings = settings;
    this.#random = random;
    this.#leader = this.#drawn(endpoints)[0] as Endpoint;
    for (const endpoint of endpoints) endpoint.onHead = () => this.#judge(endpoint);
  }

  get leader(): Endpoint {
    return this.#leader;
  }

  /** Whom to ask, in this order: the leader, then the others as far as they can know. */
  order(call: RpcCall): Endpoint[] {
    const needed = blockNeeded(call);
    this.#reelect(needed === "latest");
    const others = this.#endpoints.filter((endpoint) => endpoint !== this.#leader && !endpoint.disagrees);
    const able = others.filter((endpoint) => {
      if (needed === undefined) return true;
      return !endpoint.isBehind && (needed === "latest" || (endpoint.head ?? -1) >= needed);
    });
    const fit = able.filter((endpoint) => this.#isFit(endpoint));
    return [this.#leader, ...this.#drawn(fit), ...able.filter((endpoint) => !fit.includes(endpoint))];
  }

  /** An endpoint answered: it leads from now on. @throws EndpointFault where its head would take the relay back. */
  follow(endpoint: Endpoint, call: RpcCall, answer: RpcAnswer): void {
    if (blockNeeded(call) === "latest" && call.method !== "eth_getLogs" && "result" in answer)
      this.#give(endpoint);
    if (endpoint !== this.#leader) this.#crown(endpoint);
  }

  /** Judged when it tells of a head, and not later: one that was not asked for long is not behind for that. */
  #judge(endpoint: Endpoint): void {
    endpoint.isBehind = this.#bestHead() - (endpoint.head ?? 0) > this.#settings.maxLag;
  }

  /** The highest head; of three or more the second highest, so that no single one can outbid all others with a lie. */
  #bestHead(): number {
    const heads = this.#endpoints
      .filter(({ isUp, disagrees }) => isUp && !disagrees)
      .flatMap(({ head }) => head ?? [])
      .sort((a, b) => b - a);
    return (heads.length > 2 ? heads[1] : heads[0]) ?? 0;
  }

  #isFit(endpoint: Endpoint): boolean {
    return endpoint.isUp && !endpoint.disagrees && !endpoint.isBehind;
  }

  /** The lead passes on when its holder fails; of free will only where a new look at the chain begins. */
  #reelect(beginsLook: boolean): void {
    const fit = this.#endpoints.filter((endpoint) => this.#isFit(endpoint));
    if (fit.length === 0) return;
    const { weight } = this.#leader;
    const termEnded = performance.now() - this.#since > this.#settings.termMs;
    const isStandIn = weight === 0 && fit.some((endpoint) => endpoint.weight > 0);
    if (fit.includes(this.#leader) && !(beginsLook && (termEnded || isStandIn))) return;
    this.#crown(this.#drawn(fit)[0] as Endpoint);
  }

  #crown(endpoint: Endpoint): void {
    this.#leader = endpoint;
    this.#since = performance.now();
  }

  /**
   * A lower head from another endpoint than the last one is no reorg yet: it may not have the newest blocks. It is believed
   * where nobody confirms the higher one for a while.
   */
  #give(by: Endpoint): void {
    const number = by.head as number;
    const given = this.#given;
    const at = performance.now();
    if (given && given.by !== by && number < given.number && at - given.at < this.#settings.headPatienceMs)
      throw new EndpointFault("behind", `its head is ${number}, and ${given.number} was seen`);
    this.#given = { number, by, at };
  }

  /** In an order drawn by weight; those without any come last. */
  #drawn(endpoints: readonly Endpoint[]): Endpoint[] {
    return endpoints
      .map((endpoint) => ({ endpoint, key: -Math.log(1 - this.#random()) / endpoint.weight }))
      .sort((a, b) => a.key - b.key || 0)
      .map(({ endpoint }) => endpoint);
  }
}
