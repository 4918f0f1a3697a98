import { type FunctionFragment, Interface } from "ethers";
import { fail } from "../../protocol/errors.ts";
import { Outcome } from "../../protocol/outcome.ts";
import { revertDecoder } from "../../protocol/reverts.ts";
import { plainValues } from "../support/plain-values.ts";
import type { FunctionResult } from "./function-types.ts";

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

/** The calldata of a call; ALT_CLIENT_ARGUMENTS if the arguments do not fit the signature. */
export function encodeArguments(fragment: FunctionFragment, args: readonly unknown[]): string {
  try {
    const values = args.map((value, place) => unambiguous(fragment.inputs[place]?.type, value));
    return new Interface([fragment]).encodeFunctionData(fragment, values);
  } catch (error) {
    throw fail("ALT_CLIENT_ARGUMENTS", { signature: fragment.format("full") }, error);
  }
}

/** ethers takes any text that is not empty for true, "false" too. */
function unambiguous(type: string | undefined, value: unknown): unknown {
  if (type !== "bool" || typeof value !== "string") return value;
  if (value !== "true" && value !== "false") throw new TypeError(`${value} is neither true nor false`);
  return value === "true";
}

/** What a settled call of calldata answered, decoded. */
export function decodeAnswer(
  abi: Interface,
  calldata: string,
  outcome: Outcome,
  data: string,
): FunctionResult {
  if (outcome === Outcome.Success) {
    const fragment = abi.getFunction(calldata.slice(0, 10));
    const values =
      fragment === null ? [] : plainValues(fragment.outputs, abi.decodeFunctionResult(fragment, data));
    return { outcome, data, values, error: undefined };
  }
  if (outcome !== Outcome.Revert) return { outcome, data, values: [], error: undefined };
  const revert = revertDecoder([abi.fragments])(data);
  return { outcome, data, values: Object.values(revert.args), error: revert.name };
}
