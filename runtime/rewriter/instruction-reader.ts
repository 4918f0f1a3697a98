import type { ByteReader } from "./byte-reader.ts";
import { unsupported } from "./module.ts";
import { type Opcode, opcodes, PREFIX_FC, proposalOf } from "./opcodes.ts";

/** One decoded instruction. Only the immediates that the rewriter looks at are kept. */
export interface Instruction {
  readonly name: string;
  /** Offset of the opcode in the module. */
  readonly start: number;
  /** Label depths that it may branch to. */
  readonly targets: readonly number[];
}

const NO_TARGETS: readonly number[] = [];
const MULTI_MEMORY_FLAG = 0x40;

/** @throws ALT_RUNTIME_UNSUPPORTED_OPCODE for what is not in the opcode table. */
export function readInstruction(reader: ByteReader): Instruction {
  const start = reader.offset;
  const { name, immediate } = readOpcode(reader, start);
  const branches = name === "br" || name === "br_if";
  const targets = branches ? [reader.u32()] : readImmediate(reader, immediate, start);
  return { name, start, targets };
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
      reader.skipLeb(33);
      break;
    case "index":
      reader.u32();
      break;
    case "index2":
      reader.u32();
      reader.u32();
      break;
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
      reader.vector(() => reader.u8());
      break;
    case "reftype":
      reader.u8();
      break;
    case "targets":
      return [...reader.vector(() => reader.u32()), reader.u32()];
  }
  return NO_TARGETS;
}
