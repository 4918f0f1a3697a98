import type { CallContext } from "../call-context.ts";
import { contextWord, lastDigits, WORD } from "./input.ts";

const ADDRESS = 20;

/** Decodes a field when it is read: most calls read none. */
class EncodedContext implements CallContext {
  get commitment(): string {
    return `0x${lastDigits(contextWord(0), WORD)}`;
  }

  get functionId(): bigint {
    return contextWord(1);
  }

  get version(): number {
    return Number(contextWord(2));
  }

  get account(): string {
    return `0x${lastDigits(contextWord(3), ADDRESS)}`;
  }

  get consumer(): string {
    return `0x${lastDigits(contextWord(4), ADDRESS)}`;
  }

  get mode(): "query" | "update" {
    return contextWord(5) === 0n ? "query" : "update";
  }

  get blockNumber(): bigint {
    return contextWord(6);
  }

  get timestamp(): bigint {
    return contextWord(7);
  }

  get prevrandao(): string {
    return `0x${lastDigits(contextWord(8), WORD)}`;
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
}

/** What endpoints get as their last argument. */
export const callContext: CallContext = new EncodedContext();
