import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { HEADER, SectionId } from "./module.ts";

const ORDER = [1, 2, 3, 4, 5, 6, 7, 9, SectionId.dataCount, SectionId.code, SectionId.data];

/** A module without start and custom sections, but for its `name` section if there is one. */
export function writeModule(sections: ReadonlyMap<number, Uint8Array>, nameSection?: Uint8Array): Uint8Array {
  const module = new ByteWriter().raw(HEADER);
  for (const id of ORDER) {
    const payload = sections.get(id);
    if (payload) module.u8(id).sized(payload);
  }
  if (nameSection) module.u8(SectionId.custom).sized(nameSection);
  return module.bytes().slice();
}

/** A section's vector with entries added at its end. */
export function appended(section: Uint8Array = new Uint8Array([0]), ...entries: Uint8Array[]): Uint8Array {
  const reader = new ByteReader(section);
  const target = new ByteWriter().u32(reader.u32() + entries.length).raw(section.subarray(reader.offset));
  for (const entry of entries) target.raw(entry);
  return target.bytes();
}
