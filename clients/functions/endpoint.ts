import type { FunctionFragment, Interface } from "ethers";
import { fail } from "../../protocol/errors.ts";
import { Outcome } from "../../protocol/outcome.ts";
import { revertDecoder } from "../../protocol/reverts.ts";
import { plainValues } from "../support/plain-values.ts";
import type { FunctionResult } from "./request-types.ts";

/** 0 query, 1 update, as `Mode` in FunctionTypes.sol. */
export type Mode = 0n | 1n;

/** The endpoint of this name or signature; ALT_FUNCTIONS_UNKNOWN_ENDPOINT lists those that exist. */
export function findEndpoint(abi: Interface, functionId: bigint, endpoint: string): FunctionFragment {
  try {
    const found = abi.getFunction(endpoint);
    if (found !== null) return found;
  } catch {
    // A bare name that several endpoints share: the message lists their signatures.
  }
  const endpoints = endpointsOf(abi).join(", ");
  throw fail("ALT_FUNCTIONS_UNKNOWN_ENDPOINT", { functionId, endpoint, endpoints });
}

export function endpointsOf(abi: Interface): string[] {
  const signatures: string[] = [];
  abi.forEachFunction((fragment) => signatures.push(fragment.format("sighash")));
  return signatures;
}

/** View and pure endpoints are queries, the others updates. */
export function modeOf({ constant }: FunctionFragment): Mode {
  return constant ? 0n : 1n;
}

/** What every guest SDK itself reverts with, whatever the function's ABI. */
const SDK_ERRORS = ["error MalformedCalldata()", "error UnknownEndpoint(bytes4 selector)"];

/**
 * What a call of calldata answered, decoded; ALT_FUNCTIONS_RESULT_MALFORMED if a result is not what the ABI says: a
 * function may return any bytes.
 */
export function decodeAnswer(
  abi: Interface,
  calldata: string,
  outcome: Outcome,
  data: string,
): FunctionResult {
  if (outcome === Outcome.Success) {
    const fragment = abi.getFunction(calldata.slice(0, 10));
    return { outcome, data, values: fragment ? resultOf(abi, fragment, data) : [], error: undefined };
  }
  if (outcome !== Outcome.Revert) return { outcome, data, values: [], error: undefined };
  const revert = revertDecoder([abi.fragments, SDK_ERRORS])(data);
  return { outcome, data, values: Object.values(revert.args), error: revert.name };
}

function resultOf(abi: Interface, fragment: FunctionFragment, data: string) {
  try {
    return plainValues(fragment.outputs, abi.decodeFunctionResult(fragment, data));
  } catch (error) {
    throw fail(
      "ALT_FUNCTIONS_RESULT_MALFORMED",
      { signature: fragment.format("full"), data: shortened(data) },
      error,
    );
  }
}

/** A result may have 128 KiB; its first words tell enough. */
function shortened(data: string): string {
  return data.length > 200 ? `${data.slice(0, 200)}…` : data;
}
