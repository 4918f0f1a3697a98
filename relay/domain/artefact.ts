import { fail } from "../../protocol/errors.ts";

/** What a function's bytes are written in. */
export type Kind = "wasm" | "js";

/** Bytes whose hash was checked, and the kind that follows from them. */
export interface Artefact {
  readonly kind: Kind;
  readonly bytes: Uint8Array;
}

/** "\0asm", with which every WebAssembly binary begins. */
const WASM_MAGIC = [0x00, 0x61, 0x73, 0x6d] as const;

/** The kind that the bytes themselves show. Unlike what an endpoint says of it, the code hash pins that. */
export function kindOf(bytes: Uint8Array): Kind {
  return WASM_MAGIC.every((byte, place) => bytes[place] === byte) ? "wasm" : "js";
}

/** @throws ALT_RELAY_ARTEFACT_KIND where the chain is said to hold another kind: then nothing may be signed. */
export function artefactFrom(bytes: Uint8Array, claimed: Kind): Artefact {
  const kind = kindOf(bytes);
  if (kind !== claimed) throw fail("ALT_RELAY_ARTEFACT_KIND", { claimed, actual: kind });
  return { kind, bytes };
}
