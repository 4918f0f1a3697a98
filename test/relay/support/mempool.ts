import type { Connection } from "../../fixtures/connection.ts";
import { until } from "../../helpers/until.ts";

/** A transaction that waits for a block, as the node tells it. */
export interface PendingTransaction {
  readonly hash: string;
  readonly from: string;
  readonly to: string;
  readonly nonce: number;
  readonly input: string;
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
}

/** What waits on a simulated network, which mines at once or by hand. */
export function mempoolOf({ provider, networkHelpers }: Connection) {
  return { mineByHand, mineAtOnce, mineAt, drop, pending, untilPending };

  async function mineByHand(): Promise<void> {
    await provider.request({ method: "evm_setAutomine", params: [false] });
  }

  async function mineAtOnce(): Promise<void> {
    await provider.request({ method: "evm_setAutomine", params: [true] });
    await networkHelpers.mine();
  }

  /** A block with this base fee. */
  async function mineAt(baseFee: bigint): Promise<void> {
    await networkHelpers.setNextBlockBaseFeePerGas(baseFee);
    await networkHelpers.mine();
  }

  async function drop(hash: string): Promise<void> {
    await provider.request({ method: "hardhat_dropTransaction", params: [hash] });
  }

  async function pending(): Promise<PendingTransaction[]> {
    const found = await provider.request({ method: "eth_pendingTransactions", params: [] });
    return (found as Record<keyof PendingTransaction, string>[]).map((transaction) => ({
      ...transaction,
      nonce: Number(transaction.nonce),
      maxFeePerGas: BigInt(transaction.maxFeePerGas),
      maxPriorityFeePerGas: BigInt(transaction.maxPriorityFeePerGas),
    }));
  }

  /** The transactions that wait once there are so many of them. */
  async function untilPending(count = 1): Promise<PendingTransaction[]> {
    await until(async () => (await pending()).length === count);
    return pending();
  }
}
