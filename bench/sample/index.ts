// The function that cold starts and call rates are measured with, once for each kind of guest.

import { fileURLToPath } from "node:url";
import { Interface, ZeroAddress, ZeroHash } from "ethers";
import { bundleFunction } from "../../functions/bundler.ts";
import { Outcome } from "../../protocol/outcome.ts";
import type { Artefact, Call, Execution } from "../../runtime/types.ts";
import { compileGuest } from "../runtime/compile.ts";

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const abi = new Interface(["function double(uint256 value) pure returns (uint256)"]);

export const ARGUMENT = 21n;

export const sampleCall: Call = {
  calldata: abi.encodeFunctionData("double", [ARGUMENT]),
  context: {
    commitment: ZeroHash,
    functionId: 1n,
    version: 1,
    account: ZeroAddress,
    consumer: ZeroAddress,
    mode: "query",
    blockNumber: 1n,
    timestamp: 1_750_000_000n,
    prevrandao: ZeroHash,
  },
  fuelLimit: 10_000_000n,
  maxResultBytes: 32,
};

export async function sampleArtefacts(): Promise<readonly Artefact[]> {
  const { bytes } = await bundleFunction(here("double.ts"));
  const module = await compileGuest("double", new URL("./", import.meta.url));
  return [
    { kind: "wasm", bytes: module },
    { kind: "js", bytes },
  ];
}

/** @throws when the answer is wrong: a fast one would be worth nothing. */
export function assertDoubled({ outcome, result }: Execution): void {
  if (outcome === Outcome.Success && BigInt(result) === 2n * ARGUMENT) return;
  throw new Error(`double(${ARGUMENT}) gave outcome ${outcome}, ${result}`);
}
