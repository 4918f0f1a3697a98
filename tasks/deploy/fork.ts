import { toQuantity } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { NetworkConnection } from "hardhat/types/network";
import { chainIdOf } from "../../deploy/chain.ts";

/** A chain in this process that begins as the target stands; an empty one for a target in this process. */
export async function forkOf(
  hre: HardhatRuntimeEnvironment,
  target: NetworkConnection<string>,
): Promise<NetworkConnection<string>> {
  const { networkConfig, provider } = target;
  const chainId = Number(await chainIdOf(provider));
  if (networkConfig.type !== "http") return await hre.network.create({ network: "default" });
  const latest = (await provider.request({ method: "eth_blockNumber" })) as string;
  const forking = { enabled: true, url: await networkConfig.url.get(), blockNumber: Number(latest) };
  const fork = await hre.network.create({ network: "default", override: { chainId, forking } });
  // The first block after the copied ones must not ask for a base fee that only an old chain has.
  await fork.provider.request({
    method: "hardhat_setNextBlockBaseFeePerGas",
    params: [toQuantity(1_000_000_000)],
  });
  return fork;
}
