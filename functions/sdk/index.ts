import type { Endpoints, ErrorName, ErrorValues } from "./types.ts";

export type { CallContext } from "./call-context.ts";

/** A function's ABI and what implements it. */
export interface DefinedFunction<Fragments extends readonly string[]> {
  readonly abi: Fragments;
  readonly endpoints: Endpoints<Fragments>;
}

interface Sandbox {
  define(definition: unknown): void;
}

/**
 * Defines an off-chain function: a contract that lives off chain. Call it once, at the top level of the artefact.
 * `view` and `pure` functions of the ABI are queries, the others updates. Each endpoint takes the decoded arguments,
 * then the call's context; it may be async.
 *
 * @param abi human-readable fragments: functions, and the structs and errors that they use.
 * @example
 * export default defineFunction(["function double(uint256 n) view returns (uint256)"], {
 *   double: (n) => n * 2n,
 * });
 */
export function defineFunction<const Fragments extends readonly string[]>(
  abi: Fragments,
  endpoints: NoInfer<Endpoints<Fragments>>,
): DefinedFunction<Fragments> {
  const definition = { abi, endpoints };
  // Outside the sandbox, in a test of the author's say, the definition is just returned.
  (globalThis as { althing?: Sandbox }).althing?.define(definition);
  return definition;
}

/** An error that, thrown by an endpoint, becomes the ABI's custom error of that name. */
export class Revert extends Error {
  readonly revert: { readonly name: string; readonly values: readonly unknown[] };

  constructor(name: string, values: readonly unknown[]) {
    super(name);
    this.revert = { name, values };
  }
}

/**
 * Makes the custom error `name` of the function's ABI. Any other error that is thrown becomes `Error(string)`.
 * @example
 * throw revert("NotFound", [tokenId]);
 */
export function revert(name: string, values: readonly unknown[] = []): Revert {
  return new Revert(name, values);
}

/** Makes a custom error of one ABI: TypeScript checks its name, and its values. */
export type RevertOf<Fragments extends readonly string[]> = <Name extends ErrorName<Fragments>>(
  name: Name,
  ...values: ErrorValues<Fragments, Name>
) => Revert;

/**
 * `revert`, checked against the errors of an ABI.
 * @example
 * const abi = ["error NotFound(uint256 id)", "function nameOf(uint256 id) view returns (string)"] as const;
 * const revert = revertOf(abi);
 * throw revert("NotFound", [7n]);
 */
export function revertOf<const Fragments extends readonly string[]>(_abi: Fragments): RevertOf<Fragments> {
  return revert as RevertOf<Fragments>;
}
