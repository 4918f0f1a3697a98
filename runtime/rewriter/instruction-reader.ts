import type { ByteReader } from "./byte-reader.ts";
import { readValueType, refusedTypeName, unsupported } from "./module.ts";
import { type Opcode, opcodes, PREFIX_FC, proposalOf } from "./opcodes.ts";

/** One decoded instruction. Of the immediates, those are kept that the rewriter looks at. */
export interface Instruction {
  readonly name: string;
  /** Offset of the opcode in the module. */
  readonly start: number;
  /** Indices in their order, the label depths of a branch, or the type of a block as a signed number. */
  readonly operands: readonly number[];
}

const NONE: readonly number[] = [];
/** The block type that stands for no values at all. */
export const NO_VALUES = -64;
const MULTI_MEMORY_FLAG = 0x40;

/** @throws ALT_RUNTIME_UNSUPPORTED_OPCODE for what is not in the opcode table. */
export function readInstruction(reader: ByteReader): Instruction {
  const start = reader.offset;
  const { name, immediate } = readOpcode(reader, start);
  return { name, start, operands: readImmediate(reader, immediate, start) };
}

function readOpcode(reader: ByteReader, start: number): Opcode {
  const first = reader.u8();
  const code = first === 0xfc ? PREFIX_FC + reader.u32() : first;
  const opcode = opcodes.get(code);
  if (!opcode) throw unsupported(`opcode 0x${code.toString(16)} (${proposalOf(code)})`, start);
  return opcode;
}

function readImmediate(reader: ByteReader, kind: Opcode["immediate"], start: number): readonly number[] {
  switch (kind) {
    case "none":
      break;
    case "block":
      return [readBlockType(reader, start)];
    case "index":
      return [reader.u32()];
    case "index2":
      return [reader.u32(), reader.u32()];
    case "memory":
      return [readMemoryIndex(reader)];
    case "memory2":
      return [readMemoryIndex(reader), readMemoryIndex(reader)];
    case "dataMemory":
      return [reader.u32(), readMemoryIndex(reader)];
    case "memarg":
      if (reader.u32() >= MULTI_MEMORY_FLAG) throw unsupported("more than one memory", start);
      reader.u32();
      break;
    case "i32":
      reader.skipLeb(32);
      break;
    case "i64":
      reader.skipLeb(64);
      break;
    case "f32":
      reader.take(4);
      break;
    case "f64":
      reader.take(8);
      break;
    case "types":
      return reader.vector(() => readValueType(reader));
    case "targets":
      return [...reader.vector(() => reader.u32()), reader.u32()];
  }
  return NONE;
}

/** One zero byte, with no room for the several memories (or longer zeros) that a compiler may take. */
function readMemoryIndex(reader: ByteReader): number {
  const at = reader.offset;
  if (reader.u8() !== 0) throw unsupported("a memory index that is not one zero byte", at);
  return 0;
}

/** The one value type is a negative number, as is none; types of the type section are their index. */
function readBlockType(reader: ByteReader, start: number): number {
  const type = reader.s33();
  // A value type's byte is the negative number in one byte of LEB128.
  if (type < -4 && type !== NO_VALUES) throw unsupported(`block type ${refusedTypeName(type & 0x7f)}`, start);
  return type;
}
