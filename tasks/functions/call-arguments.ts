import type { FunctionCall } from "../../clients/index.ts";
import { parseArguments } from "../shared/amounts.ts";

/** How a call is written on the command line. */
export interface CallArguments {
  readonly id: bigint;
  readonly endpoint: string;
  readonly args: string;
  readonly fuelLimit: bigint;
  /** 0 is the newest. */
  readonly codeVersion: bigint;
}

export function callOfArguments({ id, endpoint, args, fuelLimit, codeVersion }: CallArguments): FunctionCall {
  const call = { functionId: id, endpoint, args: parseArguments(args), fuelLimit };
  return codeVersion === 0n ? call : { ...call, version: codeVersion };
}
