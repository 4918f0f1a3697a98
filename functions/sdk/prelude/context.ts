import type { CallContext } from "../call-context.ts";
import { hexOf } from "./bytes.ts";
import { WORD } from "./words.ts";

/** Nine words, the fields of `CallContext` as `abi.encode` gives them; their order is part of the guest ABI. */
export const CONTEXT_BYTES = 9 * WORD;

let bytes: Uint8Array | undefined;

/** Says where the call's context begins: at the first byte. There is one call in an instance's life. */
export function setContext(input: Uint8Array): void {
  bytes = input;
}

/** The call's context as bytes; undefined outside a call. */
export function encodedContext(): Uint8Array | undefined {
  return bytes;
}

/** Decodes a field when it is read: most calls read none. */
class EncodedContext implements CallContext {
  get commitment(): string {
    return this.#hex(0, 32);
  }

  get functionId(): bigint {
    return BigInt(this.#hex(1, 32));
  }

  get version(): number {
    return Number(this.#hex(2, 4));
  }

  get account(): string {
    return this.#hex(3, 20);
  }

  get consumer(): string {
    return this.#hex(4, 20);
  }

  get mode(): "query" | "update" {
    return this.#hex(5, 1) === "0x00" ? "query" : "update";
  }

  get blockNumber(): bigint {
    return BigInt(this.#hex(6, 8));
  }

  get timestamp(): bigint {
    return BigInt(this.#hex(7, 8));
  }

  get prevrandao(): string {
    return this.#hex(8, 32);
  }

  /** `JSON.stringify` and `console.log` see the fields; integers are text, as JSON has no bigint. */
  toJSON(): Record<string, string | number> {
    const { commitment, functionId, version, account, consumer, mode, blockNumber, timestamp, prevrandao } =
      this;
    const [id, block, time] = [functionId, blockNumber, timestamp].map(String) as [string, string, string];
    return {
      commitment,
      functionId: id,
      version,
      account,
      consumer,
      mode,
      blockNumber: block,
      timestamp: time,
      prevrandao,
    };
  }

  /** The last `size` bytes of a word. */
  #hex(word: number, size: number): string {
    const end = (word + 1) * WORD;
    return hexOf((bytes as Uint8Array).subarray(end - size, end));
  }
}

/** What endpoints get as their last argument. */
export const callContext: CallContext = new EncodedContext();
