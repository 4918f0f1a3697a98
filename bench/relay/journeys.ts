// What an observer at the node sees of each request: when it was mined, when its callback was, and how often.

import { until } from "./until.ts";
import type { Log, Wire } from "./wire.ts";

/** Times by `performance.now()`, at the arrival of the log. */
export interface Journey {
  readonly asked: number;
  settled: number | undefined;
  /** How often a settlement was seen: more than once would be one too many. */
  settlements: number;
}

/** Hashes of the events that begin a journey, that end it, and that say that its callback failed. The id is indexed first. */
export interface JourneyTopics {
  readonly begin: string;
  readonly end: string;
  readonly failure?: string;
}

/** Follows requests by the logs of `addresses`. */
export class Journeys {
  readonly #byId = new Map<string, Journey>();
  readonly #topics: JourneyTopics;
  #settled = 0;
  #failures = 0;

  private constructor(topics: JourneyTopics) {
    this.#topics = topics;
  }

  static async watch(wire: Wire, addresses: readonly string[], topics: JourneyTopics): Promise<Journeys> {
    const journeys = new Journeys(topics);
    await wire.watch(addresses, (log) => journeys.#take(log, performance.now()));
    return journeys;
  }

  get asked(): number {
    return this.#byId.size;
  }

  get settled(): number {
    return this.#settled;
  }

  get backlog(): number {
    return this.asked - this.settled;
  }

  /** In the order in which they were mined, those after the first `from`. */
  since(from: number): Journey[] {
    return [...this.#byId.values()].slice(from);
  }

  /** Waits until so many requests were mined and all of them settled. */
  async allSettled(asked: number, patienceMs: number): Promise<void> {
    await until(
      () => this.asked >= asked && this.backlog === 0,
      patienceMs,
      () => this.toString(),
    );
  }

  /** @throws unless every request was settled exactly once, its callback with it. */
  check(): void {
    const twice = this.since(0).filter(({ settlements }) => settlements !== 1).length;
    if (twice > 0 || this.#failures > 0)
      throw new Error(
        `${twice} requests not settled exactly once, ${this.#failures} callbacks failed: ${this}`,
      );
  }

  toString(): string {
    return `${this.asked} requests mined, ${this.settled} settled`;
  }

  #take({ topics: [topic, id = ""] }: Log, now: number): void {
    if (topic === this.#topics.begin) this.#byId.set(id, { asked: now, settled: undefined, settlements: 0 });
    else if (topic === this.#topics.end) this.#settle(id, now);
    else if (topic === this.#topics.failure) this.#failures += 1;
  }

  #settle(id: string, now: number): void {
    const journey = this.#byId.get(id);
    // Nobody asked for it.
    if (journey === undefined) return void this.#failures++;
    if (journey.settlements++ > 0) return;
    journey.settled = now;
    this.#settled += 1;
  }
}

/** Milliseconds from a request's log to that of its settlement. */
export function latencies(journeys: readonly Journey[]): number[] {
  return journeys.map(({ asked, settled }) => {
    if (settled === undefined) throw new Error("a request that was not settled has no latency");
    return settled - asked;
  });
}
