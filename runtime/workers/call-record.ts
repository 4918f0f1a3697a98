import { checkCall, invalid } from "../checks.ts";
import { limits } from "../limits.ts";
import { CONTEXT_BYTES, writeContext, writeHex } from "../sandbox/context.ts";
import type { GuestCall } from "../sandbox/instance.ts";
import type { Call } from "../types.ts";

/**
 * A call on its way to a thread: function id, calldata's length and the result's greatest (u32 each), fuel (u64), the
 * context, the calldata. Little-endian, one record after the other.
 */
const CALLDATA = 20 + CONTEXT_BYTES;

/** @throws ALT_RUNTIME_CALL_INVALID for what the chain would not have let through */
export function encodeCall(functionId: number, call: Call): Buffer {
  checkCall(call);
  const { calldata, context, fuelLimit, maxResultBytes } = call;
  const length = Math.max(Math.floor(calldata.length / 2) - 1, 0);
  const record = Buffer.alloc(CALLDATA + length);
  record.writeUInt32LE(functionId, 0);
  record.writeUInt32LE(length, 4);
  record.writeUInt32LE(Math.min(maxResultBytes, limits.resultBytes), 8);
  record.writeBigUInt64LE(fuelLimit, 12);
  const misfit = writeContext(record, CALLDATA - CONTEXT_BYTES, context);
  if (misfit) throw invalid(misfit, context[misfit], "a value of its Solidity type");
  if (!writeHex(record, CALLDATA, calldata, length)) throw invalid("calldata", calldata, "hex with 0x");
  return record;
}

/** Reads records one after the other; what it gives are views of their bytes. */
export class CallReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** The function of the call that comes next. */
  get functionId(): number {
    return this.#view.getUint32(this.#at, true);
  }

  next(): GuestCall {
    const at = this.#at;
    const calldata = at + CALLDATA;
    this.#at = calldata + this.#view.getUint32(at + 4, true);
    return {
      calldata: this.#bytes.subarray(calldata, this.#at),
      context: this.#bytes.subarray(calldata - CONTEXT_BYTES, calldata),
      fuelLimit: this.#view.getBigUint64(at + 12, true),
      maxResultBytes: this.#view.getUint32(at + 8, true),
    };
  }
}
