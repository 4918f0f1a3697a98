import type { CallContext } from "../call-context.ts";

/** Reads the context that the host passes; the order of its fields is part of the guest ABI. */
export function readContext(text: string): CallContext {
  const [commitment, functionId, version, account, consumer, mode, blockNumber, timestamp, prevrandao] =
    JSON.parse(text);
  return {
    commitment,
    functionId: BigInt(functionId),
    version,
    account,
    consumer,
    mode,
    blockNumber: BigInt(blockNumber),
    timestamp: BigInt(timestamp),
    prevrandao,
  };
}
