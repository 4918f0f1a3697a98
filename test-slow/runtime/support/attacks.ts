import type { Outcome } from "../../../protocol/outcome.ts";

/** Code of the endpoint `run() returns (uint256)` by what it does, and how a call of it must end. */
export type Attacks = Readonly<
  Record<Exclude<keyof typeof Outcome, "Unserviceable">, Readonly<Record<string, string>>>
>;

/** The script of a function with the one endpoint `run() returns (uint256)`. */
export function scriptOf({ run, top = "" }: { readonly run: string; readonly top?: string }): Uint8Array {
  const definition = `abi: ["function run() returns (uint256)"], endpoints: { run() { ${run} } }`;
  return new TextEncoder().encode(`${top}; althing.define({ ${definition} });`);
}
