import path from "node:path";
import { hexlify, Interface, ZeroHash } from "ethers";
import { bundleFunction } from "../functions/bundler.ts";
import { createRuntime } from "../runtime/runtime.ts";
import type { FunctionDraft } from "./module.ts";

/** The registry's number for artefacts of JavaScript (`Kind` in FunctionTypes.sol). */
const KIND_JAVASCRIPT = 1;

const TRAITS_SOURCE = path.resolve(import.meta.dirname, "../functions/traits/traits.ts");

let traits: Promise<FunctionDraft> | undefined;

/** The sample function `traits`, bundled from its source. Its ABI is what it announces when it is initialised. */
export async function traitsDraft(royaltyShare: number): Promise<FunctionDraft> {
  traits ??= draftOf(TRAITS_SOURCE);
  return { ...(await traits), royaltyShare };
}

async function draftOf(entryFile: string): Promise<FunctionDraft> {
  const { bytes } = await bundleFunction(entryFile);
  const runtime = createRuntime();
  try {
    const { codeHash, abi } = await runtime.load({ kind: "js", bytes });
    return {
      codeHash,
      abiJson: new Interface(abi).formatJson(),
      artefact: hexlify(bytes),
      kind: KIND_JAVASCRIPT,
      initialStateRoot: ZeroHash,
      flags: 0,
      royaltyShare: 0,
      uri: "",
    };
  } finally {
    await runtime.close();
  }
}
