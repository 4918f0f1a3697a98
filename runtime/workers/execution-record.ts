import type { Outcome } from "../../protocol/outcome.ts";
import type { GuestExecution } from "../sandbox/instance.ts";
import type { Execution } from "../types.ts";

/**
 * An execution on its way back: outcome, lengths of result and of logs, peak memory (u32 each), fuel used (u64), the
 * result, the logs as JSON. Little-endian, one record after the other.
 */
const HEAD = 24;
const NO_LOGS: readonly string[] = [];

/** Packs executions; its buffer is used again after each `take`. */
export class ExecutionWriter {
  #bytes = Buffer.alloc(65_536);
  #length = 0;

  get empty(): boolean {
    return this.#length === 0;
  }

  add({ outcome, result, logs, peakMemoryBytes, fuelUsed }: GuestExecution): void {
    const text = logs.length > 0 ? Buffer.from(JSON.stringify(logs)) : undefined;
    const at = this.#reserve(HEAD + result.length + (text?.length ?? 0));
    this.#bytes.writeUInt32LE(outcome, at);
    this.#bytes.writeUInt32LE(result.length, at + 4);
    this.#bytes.writeUInt32LE(text?.length ?? 0, at + 8);
    this.#bytes.writeUInt32LE(peakMemoryBytes, at + 12);
    this.#bytes.writeBigUInt64LE(fuelUsed, at + 16);
    this.#bytes.set(result, at + HEAD);
    if (text) this.#bytes.set(text, at + HEAD + result.length);
  }

  /** A copy of what has been added since the last time. */
  take(): Uint8Array<ArrayBuffer> {
    const taken = new Uint8Array(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    return taken;
  }

  #reserve(count: number): number {
    const at = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      this.#bytes = Buffer.concat([this.#bytes], Math.max(this.#length, this.#bytes.length * 2));
    }
    return at;
  }
}

/** Gives each execution of a pack to `each`, in order. */
export function readExecutions(pack: Uint8Array, each: (execution: Execution) => void): void {
  const bytes = Buffer.from(pack.buffer, pack.byteOffset, pack.byteLength);
  for (let at = 0; at < bytes.length; ) {
    const logs = at + HEAD + bytes.readUInt32LE(at + 4);
    const end = logs + bytes.readUInt32LE(at + 8);
    each({
      outcome: bytes.readUInt32LE(at) as Outcome,
      result: `0x${bytes.toString("hex", at + HEAD, logs)}`,
      fuelUsed: bytes.readBigUInt64LE(at + 16),
      logs: end === logs ? NO_LOGS : (JSON.parse(bytes.toString("utf8", logs, end)) as string[]),
      peakMemoryBytes: bytes.readUInt32LE(at + 12),
    });
    at = end;
  }
}
