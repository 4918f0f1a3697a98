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
  /** Whether at the last look one had another block. */
  #isDisputed = false;

  constructor(endpoints: readonly Endpoint[], timeoutMs: number, log: Log) {
    this.#endpoints = endpoints;
    this.#timeoutMs = timeoutMs;
    this.#log = log;
  }

  /** One other endpoint is asked, by turns. Where it differs, and as long as any does, all are. */
  async compare(block: BlockRef, leader: Endpoint): Promise<Disagreement | undefined> {
    if (!this.#isDisputed && !(await this.#nextDiffers(block, leader))) return undefined;
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
    const supporters = hashes.filter((hash) => hash === block.hash).length;
    const against = this.#endpoints.filter((_, index) => hashes[index] && hashes[index] !== block.hash);
    this.#isDisputed = against.length > 0;
    this.#judge(block, hashes);
    for (const endpoint of against) endpoint.disagreements += 1;
    if (supporters * 2 > this.#endpoints.length || against.length === 0) return undefined;
    return { ...block, against: against.map(({ name }) => name) };
  }

  /** An endpoint that stands against most of all is not used. */
  #judge(block: BlockRef, hashes: readonly (string | undefined)[]): void {
    const most = hashes.find(
      (hash) => hash && hashes.filter((other) => other === hash).length * 2 > hashes.length,
    );
    for (const [index, endpoint] of this.#endpoints.entries()) {
      const hash = hashes[index];
      endpoint.disagrees = hash !== undefined && most !== undefined && hash !== most;
      if (hash !== undefined && hash !== block.hash)
        this.#log.error(
          {
            endpoint: endpoint.name,
            block: block.number,
            hash,
            ours: block.hash,
            outvoted: endpoint.disagrees,
          },
          "an endpoint has another block at a final height",
        );
    }
  }

  async #hashAt(endpoint: Endpoint, number: number): Promise<string | undefined> {
    const call = { method: "eth_getBlockByNumber", params: [`0x${number.toString(16)}`, false] };
    const answer = await endpoint.ask(call, this.#timeoutMs).catch(() => undefined);
    return answer && "result" in answer ? blockOf(answer.result)?.hash : undefined;
  }
}
