import { dataLength } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { findAlthingError } from "../../protocol/errors.ts";
import type { Call, Execution } from "../../runtime/types.ts";
import { openWorkspace } from "../shared/clients.ts";

/** Wei, at the network's rates of now. The gas of the fulfilment comes on top: it depends on when it is mined. */
export interface Price {
  readonly fixedFee: bigint;
  readonly fuelFee: bigint;
  readonly byteFee: bigint;
  readonly total: bigint;
}

/** What the execution would be charged for; undefined where nothing is deployed. */
export async function priceOf(
  hre: HardhatRuntimeEnvironment,
  { calldata }: Call,
  { fuelUsed, result }: Execution,
): Promise<Price | undefined> {
  const terms = await termsOn(hre);
  if (!terms) return undefined;
  const { fixedFee } = terms;
  const fuelFee = fuelUsed * terms.fuelPrice;
  const byteFee = BigInt(dataLength(calldata) + dataLength(result)) * terms.bytePrice;
  return { fixedFee, fuelFee, byteFee, total: fixedFee + fuelFee + byteFee };
}

async function termsOn(hre: HardhatRuntimeEnvironment) {
  try {
    const { functions } = await openWorkspace(hre, { json: false, from: "0" });
    return await functions.terms();
  } catch (error) {
    if (findAlthingError(error)?.code.startsWith("ALT_DEPLOY_")) return undefined;
    throw error;
  }
}
