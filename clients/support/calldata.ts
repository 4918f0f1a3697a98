import { AbiCoder, type FunctionFragment, Interface, type ParamType } from "ethers";
import { fail } from "../../protocol/errors.ts";

/** The calldata of a call; ALT_CLIENT_ARGUMENTS says which argument does not fit the signature. */
export function encodeCalldata(fragment: FunctionFragment, args: readonly unknown[]): string {
  try {
    const values = args.map((value, place) => unambiguous(fragment.inputs[place], value));
    return new Interface([fragment]).encodeFunctionData(fragment, values);
  } catch (error) {
    const figures = { signature: fragment.format("full"), fault: faultOf(fragment, args) };
    throw fail("ALT_CLIENT_ARGUMENTS", figures, error);
  }
}

/** ethers takes any text that is not empty for true, "false" too. */
function unambiguous(input: ParamType | undefined, value: unknown): unknown {
  if (input?.type !== "bool" || typeof value !== "string") return value;
  if (value !== "true" && value !== "false") throw new TypeError(`${value} is neither true nor false`);
  return value === "true";
}

function faultOf({ inputs }: FunctionFragment, args: readonly unknown[]): string {
  if (args.length !== inputs.length) return `it takes ${inputs.length} values, not ${args.length}`;
  const place = inputs.findIndex((input, index) => !fits(input, args[index]));
  return `value ${place + 1} is no ${inputs[place]?.format("full")}`;
}

function fits(input: ParamType, value: unknown): boolean {
  try {
    AbiCoder.defaultAbiCoder().encode([input], [unambiguous(input, value)]);
    return true;
  } catch {
    return false;
  }
}
