// Instructions as text, such as "local.get 2" or "i32.const -1", to bytes.

import { ByteWriter } from "../../runtime/rewriter/byte-writer.ts";
import { opcodes, PREFIX_FC } from "../../runtime/rewriter/opcodes.ts";

const EMPTY_BLOCK = 0x40;
const ALIGNMENT = 0;
const codes = new Map([...opcodes].map(([code, { name, immediate }]) => [name, { code, immediate }]));

/** @throws TypeError for an instruction that no guest may use. */
export function assembleCode(lines: readonly string[]): number[] {
  const target = new ByteWriter();
  for (const line of lines) writeInstruction(target, line);
  return [...target.bytes()];
}

function writeInstruction(target: ByteWriter, line: string): void {
  const [name = "", ...words] = line.split(" ");
  const opcode = codes.get(name);
  if (!opcode) throw new TypeError(`"${line}" is no instruction of a guest`);
  const { code, immediate } = opcode;
  if (code >= PREFIX_FC) target.u8(0xfc).u32(code - PREFIX_FC);
  else target.u8(code);
  const operands = words.map(Number);
  if (immediate === "block") target.u8(EMPTY_BLOCK);
  else if (immediate === "i32" || immediate === "i64") target.signed(operands[0] ?? 0);
  else if (immediate === "memarg") target.u32(ALIGNMENT).u32(operands[0] ?? 0);
  else if (immediate === "targets") target.u32(operands.length - 1).raw(Uint8Array.from(operands));
  else if (immediate === "memory2") target.u8(0, 0);
  else if (immediate === "memory") target.u8(0);
  else for (const operand of operands) target.u32(operand);
}
