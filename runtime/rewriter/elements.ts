import type { ByteReader } from "./byte-reader.ts";
import type { ByteWriter } from "./byte-writer.ts";
import { skipConstantExpression, unsupported } from "./module.ts";
import { checkLimit } from "./module-limits.ts";

export const FUNCTION_REFERENCE = 0x70;
const FUNCTION_KIND = 0x00;
const REF_FUNC = 0xd2;
const END = 0x0b;

/** Bits of an element segment's flags. Source: WebAssembly Core Specification 2.0, section 5.5.12. */
const NOT_ACTIVE = 1;
const EXPLICIT = 2;
const EXPRESSIONS = 4;

/** Copies an element section, with `callee` applied to every function in it. @throws ALT_GUEST_MODULE_OVER_LIMIT */
export function rewriteElements(
  reader: ByteReader,
  importedGlobals: number,
  callee: (index: number) => number,
  target: ByteWriter,
): void {
  const count = reader.u32();
  target.u32(count);
  let elements = 0;
  for (let index = 0; index < count; index++) {
    const { offset } = reader;
    elements += rewriteSegment(reader, importedGlobals, callee, target);
    checkLimit("elements in segments", elements, offset);
  }
}

/** @returns how many elements it has */
function rewriteSegment(
  reader: ByteReader,
  importedGlobals: number,
  callee: (index: number) => number,
  target: ByteWriter,
): number {
  const at = reader.offset;
  const flags = reader.u32();
  if (flags > 7) throw unsupported(`element segment of kind ${flags}`, at);
  target.u32(flags);
  const active = (flags & NOT_ACTIVE) === 0;
  if (active && flags & EXPLICIT) target.u32(reader.u32());
  if (active) copyExpression(reader, importedGlobals, callee, target);
  if (flags & (NOT_ACTIVE | EXPLICIT)) copyKind(reader, flags, target);
  const length = reader.u32();
  target.u32(length);
  for (let element = 0; element < length; element++) {
    if (flags & EXPRESSIONS) copyExpression(reader, importedGlobals, callee, target);
    else target.u32(callee(reader.u32()));
  }
  return length;
}

function copyKind(reader: ByteReader, flags: number, target: ByteWriter): void {
  const at = reader.offset;
  const kind = reader.u8();
  const expected = flags & EXPRESSIONS ? FUNCTION_REFERENCE : FUNCTION_KIND;
  if (kind !== expected) throw unsupported("elements that are not functions (reference types)", at);
  target.u8(kind);
}

function copyExpression(
  reader: ByteReader,
  importedGlobals: number,
  callee: (index: number) => number,
  target: ByteWriter,
): void {
  for (;;) {
    const at = reader.offset;
    const opcode = reader.u8();
    target.u8(opcode);
    if (opcode === END) return;
    if (opcode === REF_FUNC) {
      target.u32(callee(reader.u32()));
      continue;
    }
    const from = reader.offset;
    skipConstantOperand(reader, opcode, at, importedGlobals);
    target.raw(reader.bytes.subarray(from, reader.offset));
  }
}

/** Steps over what follows the opcode of a constant instruction. */
export function skipConstantOperand(
  reader: ByteReader,
  opcode: number,
  at: number,
  importedGlobals: number,
): void {
  if (opcode === 0x41) reader.skipLeb(32);
  else if (opcode === 0x42) reader.skipLeb(64);
  else if (opcode === 0x43) reader.take(4);
  else if (opcode === 0x44) reader.take(8);
  else if (opcode === 0x23) readImportedGlobal(reader, at, importedGlobals);
  else if (opcode === REF_FUNC) reader.u32();
  else if (opcode === 0xd0) reader.u8();
  else throw unsupported(`opcode 0x${opcode.toString(16)} in an initialiser`, at);
}

/** Globals of the module's own, which later proposals let an initialiser read, are refused. */
function readImportedGlobal(reader: ByteReader, at: number, importedGlobals: number): void {
  if (reader.u32() >= importedGlobals) throw unsupported("an initialiser that reads a global of its own", at);
}

/** Checks where active data segments are put; the data itself stays as it is. */
export function checkDataOffsets(reader: ByteReader, importedGlobals: number): void {
  reader.vector(() => {
    const flags = reader.u32();
    if (flags & EXPLICIT) reader.u32();
    if ((flags & NOT_ACTIVE) === 0) skipConstantExpression(reader, importedGlobals);
    reader.take(reader.u32());
  });
}
