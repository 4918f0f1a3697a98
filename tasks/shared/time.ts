import type { Rpc } from "../../deploy/chain.ts";

interface Timed {
  readonly timestamp: string;
}

/** The chain's clock in Unix seconds: that of its latest block. */
export async function chainTime(rpc: Rpc): Promise<bigint> {
  const block = (await rpc.request({ method: "eth_getBlockByNumber", params: ["latest", false] })) as Timed;
  return BigInt(block.timestamp);
}

/** Moves a local chain's clock to `time`, unless it is there already, by a block mined then. Development nodes only. */
export async function advanceTo(rpc: Rpc, time: bigint): Promise<void> {
  if ((await chainTime(rpc)) >= time) return;
  await rpc.request({ method: "evm_setNextBlockTimestamp", params: [Number(time)] });
  await rpc.request({ method: "evm_mine" });
}
