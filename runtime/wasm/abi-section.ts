import { ABI_SECTION } from "../../protocol/abi-section.ts";
import { ByteReader } from "../rewriter/byte-reader.ts";
import { SectionId } from "../rewriter/module.ts";
import { fragmentsIn } from "../sandbox/fragments.ts";

const HEADER_BYTES = 8;

/** The ABI that a valid module carries; empty if it carries none. Undefined if what it carries is no ABI. */
export function abiIn(bytes: Uint8Array): readonly string[] | undefined {
  const text = customSection(bytes, ABI_SECTION);
  return text === undefined ? [] : fragmentsIn(new TextDecoder().decode(text));
}

function customSection(bytes: Uint8Array, name: string): Uint8Array | undefined {
  const reader = new ByteReader(bytes, HEADER_BYTES);
  while (!reader.done) {
    const id = reader.u8();
    const section = reader.sub(reader.u32());
    if (id === SectionId.custom && section.name() === name) return section.take(section.end - section.offset);
  }
  return undefined;
}
