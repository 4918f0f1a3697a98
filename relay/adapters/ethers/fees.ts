import type { Provider } from "ethers";
import type { MarketFees } from "../../domain/fees.ts";

/** What a transaction has to bid now, by the endpoint's own reckoning. */
export async function marketFees(provider: Provider): Promise<MarketFees> {
  const [data, block] = await Promise.all([provider.getFeeData(), provider.getBlock("latest")]);
  const { maxFeePerGas, maxPriorityFeePerGas, gasPrice } = data;
  const baseFee = block?.baseFeePerGas ?? 0n;
  if (maxFeePerGas !== null && maxPriorityFeePerGas !== null)
    return { baseFee, maxFeePerGas, maxPriorityFeePerGas };
  const price = gasPrice ?? 0n;
  return { baseFee: 0n, maxFeePerGas: price, maxPriorityFeePerGas: price };
}
