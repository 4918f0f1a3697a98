import { dataLength } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { FunctionsClient } from "../../clients/index.ts";
import { findAlthingError } from "../../protocol/errors.ts";
import type { Call, Execution } from "../../runtime/types.ts";
import { openWorkspace } from "../shared/clients.ts";

type Terms = Awaited<ReturnType<FunctionsClient["terms"]>>;

/** Wei, at the network's rates of now. The gas of the fulfilment comes on top: it depends on when it is mined. */
export interface Price {
  readonly fixedFee: bigint;
  readonly fuelFee: bigint;
  readonly byteFee: bigint;
  readonly total: bigint;
}

/** The network's rates; undefined where nothing is deployed. */
export async function currentTerms(hre: HardhatRuntimeEnvironment): Promise<Terms | undefined> {
  try {
    const { functions } = await openWorkspace(hre, { json: false, from: "0" });
    return await functions.terms();
  } catch (error) {
    if (findAlthingError(error)?.code.startsWith("ALT_DEPLOY_")) return undefined;
    throw error;
  }
}

/** What the execution would be charged for. */
export function priceOf(terms: Terms, { calldata }: Call, { fuelUsed, result }: Execution): Price {
  const { fixedFee } = terms;
  const fuelFee = fuelUsed * terms.fuelPrice;
  const byteFee = BigInt(dataLength(calldata) + dataLength(result)) * terms.bytePrice;
  return { fixedFee, fuelFee, byteFee, total: fixedFee + fuelFee + byteFee };
}
