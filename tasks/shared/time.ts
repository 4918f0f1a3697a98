import { chainTime, type Rpc } from "../../deploy/chain.ts";

/** Moves a local chain's clock to `time`, unless it is there already, by a block mined then. Development nodes only. */
export async function advanceTo(rpc: Rpc, time: bigint): Promise<void> {
  if ((await chainTime(rpc)) >= time) return;
  await rpc.request({ method: "evm_setNextBlockTimestamp", params: [Number(time)] });
  await rpc.request({ method: "evm_mine" });
}
