import { dataLength } from "ethers";

/** Most bytes of calldata: nodes refuse transactions over 128 KiB, and some room is left to endpoints. */
export const MAX_CALLDATA_BYTES = 110 * 1024;

/**
 * Bytes as the ABI encodes them: a fulfilment beside its result's bytes is its place in the list, six words of header,
 * the verdict, and place and length of the result; a call beside its lists has nine words at most.
 */
const encoded = { fulfilment: 10 * 32, header: 6 * 32, call: 10 * 32, signature: 2 * 32, word: 32 } as const;

/** Most requests whose headers fit into one expiry. */
export const MAX_EXPIRIES = Math.floor((MAX_CALLDATA_BYTES - encoded.call) / encoded.header);

/** Bytes of a fulfilment's calldata, at most. One receipt with the largest result always fits. */
export function batchBytes(receipts: readonly { readonly result: string }[], signatures: number): number {
  const results = receipts.map(({ result }) => encoded.fulfilment + padded(dataLength(result)));
  return results.reduce((sum, bytes) => sum + bytes, encoded.call + signatures * encoded.signature);
}

function padded(bytes: number): number {
  return Math.ceil(bytes / encoded.word) * encoded.word;
}
