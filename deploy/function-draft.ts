import path from "node:path";
import { hexlify, Interface, ZeroHash } from "ethers";
import { bundleFunction } from "../functions/bundler.ts";
import { createRuntime } from "../runtime/runtime.ts";
import type { FunctionDraft } from "./functions.ts";

/** The registry's number for artefacts of JavaScript (`Kind` in FunctionTypes.sol). */
const KIND_JAVASCRIPT = 1;

const ROOT = path.resolve(import.meta.dirname, "..");

const drafts = new Map<string, Promise<FunctionDraft>>();

/** A function bundled from its source, a path in the project. Its ABI is what it announces when it is initialised. */
export async function functionDraft(source: string): Promise<FunctionDraft> {
  const draft = drafts.get(source) ?? draftOf(path.resolve(ROOT, source));
  drafts.set(source, draft);
  return await draft;
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
