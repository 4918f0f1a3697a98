import type { Disagreement } from "../../domain/endpoint.ts";
import { blockOf } from "../../domain/rpc.ts";
import type { BlockRef, Log } from "../../ports.ts";
import type { Endpoint } from "./endpoint.ts";

/** Holds endpoints against each other, at blocks that are final to the relay. */
export class Comparison {
  readonly #endpoints: readonly Endpoint[];
  readonly #timeoutMs: number;
  readonly #log: Log;
  #turn = 0;
  /** Those that had another block when they last said. */
  readonly #against = new Set<Endpoint>();

  constructor(endpoints: readonly Endpoint[], timeoutMs: number, log: Log) {
    this.#endpoints = endpoints;
    this.#timeoutMs = timeoutMs;
    this.#log = log;
  }

  /** One other endpoint is asked, by turns. Where it differs, and as long as any does, all are. */
  async compare(block: BlockRef, leader: Endpoint): Promise<Disagreement | undefined> {
    if (this.#against.size === 0 && !(await this.#nextDiffers(block, leader))) return undefined;
    return this.#askAll(block);
  }

  async #nextDiffers(block: BlockRef, leader: Endpoint): Promise<boolean> {
    const others = this.#endpoints.filter((endpoint) => endpoint !== leader && endpoint.isUp);
    const other = others[this.#turn++ % others.length];
    const hash = other && (await this.#hashAt(other, block.number));
    return hash !== undefined && hash !== block.hash;
  }

  async #askAll(block: BlockRef): Promise<Disagreement | undefined> {
    const hashes = await Promise.all(this.#endpoints.map((endpoint) => this.#hashAt(endpoint, block.number)));
    this.#judge(block, hashes);
    const supporters = hashes.filter((hash) => hash === block.hash).length;
    if (this.#against.size === 0 || supporters * 2 > this.#endpoints.length) return undefined;
    return { ...block, against: [...this.#against].map(({ name }) => name) };
  }

  /** One that has another block than most is not used; one that says nothing stands by what it said last. */
  #judge(block: BlockRef, hashes: readonly (string | undefined)[]): void {
    const most = hashes.find(
      (hash) => hash && hashes.filter((other) => other === hash).length * 2 > hashes.length,
    );
    for (const [index, endpoint] of this.#endpoints.entries()) {
      const hash = hashes[index];
      if (hash === undefined) continue;
      endpoint.disagrees = most !== undefined && hash !== most;
      if (hash === block.hash) this.#against.delete(endpoint);
      else this.#note(endpoint, block, hash);
    }
  }

  #note(endpoint: Endpoint, { number, hash: ours }: BlockRef, hash: string): void {
    this.#against.add(endpoint);
    endpoint.disagreements += 1;
    const { name, disagrees: outvoted } = endpoint;
    this.#log.error(
      { endpoint: name, block: number, hash, ours, outvoted },
      "an endpoint has another block at a final height",
    );
  }

  async #hashAt(endpoint: Endpoint, number: number): Promise<string | undefined> {
    const call = { method: "eth_getBlockByNumber", params: [`0x${number.toString(16)}`, false] };
    const answer = await endpoint.ask(call, this.#timeoutMs).catch(() => undefined);
    return answer && "result" in answer ? blockOf(answer.result)?.hash : undefined;
  }
}
