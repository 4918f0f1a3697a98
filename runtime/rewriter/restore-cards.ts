import { ByteWriter } from "./byte-writer.ts";
import { EMPTY_BLOCK, Op, ValueType } from "./emit.ts";
import { CARD_BYTES, CARD_OVERLAP, CARD_SHIFT } from "./mark-writes.ts";
import { ExternalKind, SectionId } from "./module.ts";
import { writeModule } from "./sections.ts";

/** The module's imports, all of them memories, in the order of their indices; the first is the fastest to reach. */
export const restorerImports = { module: "althing", memories: ["marks", "memory", "image"] } as const;
export const RESTORE_EXPORT = "restore";

const MEMORY = 1;
const IMAGE = 2;
const MEMORY_COPY = Uint8Array.of(0xfc, 10);
/** Limits: from 0 pages. */
const ANY_SIZE = [0, 0];
/** Marks that are looked at together. */
const STRIDE = 64;
const WORD = 8;
/** The parameter, and the two locals. */
const CARDS = 0;
const CARD = 1;
const AT = 2;

/**
 * A module whose function `restore(cards: i32)` undoes what `markWrites` saw: it copies each marked card of the memory
 * back from the image, a memory of the same size, and takes the mark away. `cards` is how many the memory has. In
 * WebAssembly, since a copy of so few bytes is dearer to ask for from JavaScript than to make.
 */
export function cardRestorer(): Uint8Array {
  const exported = new ByteWriter().u8(1).name(RESTORE_EXPORT).u8(ExternalKind.function, 0);
  return writeModule(
    new Map([
      [SectionId.type, Uint8Array.of(1, 0x60, 1, ValueType.i32, 0)],
      [SectionId.import, imports()],
      [SectionId.function, Uint8Array.of(1, 0)],
      [SectionId.export, exported.bytes()],
      [SectionId.code, new ByteWriter().u8(1).sized(restoreBody()).bytes()],
    ]),
  );
}

function imports(): Uint8Array {
  const { module, memories } = restorerImports;
  const section = new ByteWriter().u8(memories.length);
  for (const name of memories) {
    section
      .name(module)
      .name(name)
      .u8(ExternalKind.memory, ...ANY_SIZE);
  }
  return section.bytes();
}

/** `(cards)`, with the locals `card` and `at`. */
function restoreBody(): Uint8Array {
  const code = new ByteWriter().u8(1, 2, ValueType.i32);
  code.u8(Op.loop, EMPTY_BLOCK);
  anyMarked(code);
  code.u8(Op.if, EMPTY_BLOCK, Op.loop, EMPTY_BLOCK);
  code.u8(Op.localGet, CARD, Op.i32Load8U, 0, 0, Op.if, EMPTY_BLOCK);
  restoreCard(code);
  code.u8(Op.end);
  advance(code, 1).u8(Op.i32Const, STRIDE - 1, Op.i32And, Op.brIf, 0, Op.end, Op.else);
  advance(code, STRIDE).u8(Op.drop, Op.end);
  return code.u8(Op.localGet, CARD, Op.localGet, CARDS, Op.i32LtU, Op.brIf, 0, Op.end, Op.end).bytes();
}

/** Leaves on the stack whether any card of the stride is marked. */
function anyMarked(code: ByteWriter): void {
  for (let offset = 0; offset < STRIDE; offset += WORD) {
    code.u8(Op.localGet, CARD, Op.i64Load, 0, offset);
    if (offset > 0) code.u8(Op.i64Or);
  }
  code.u8(Op.i64Const, 0, Op.i64Ne);
}

/** Leaves the next card's number on the stack. */
function advance(code: ByteWriter, by: number): ByteWriter {
  return code.u8(Op.localGet, CARD, Op.i32Const).signed(by).u8(Op.i32Add, Op.localTee, CARD);
}

/** Behind the last card there is nothing to be written to. */
function restoreCard(code: ByteWriter): void {
  code.u8(Op.localGet, CARD, Op.i32Const, 0, Op.i32Store8, 0, 0);
  code.u8(Op.localGet, CARD, Op.i32Const, CARD_SHIFT, Op.i32Shl, Op.localTee, AT, Op.localGet, AT);
  for (const length of [CARD_BYTES, CARD_BYTES + CARD_OVERLAP]) code.u8(Op.i32Const).signed(length);
  code.u8(Op.localGet, CARD, Op.i32Const, 1, Op.i32Add, Op.localGet, CARDS, Op.i32Eq, Op.select);
  code.raw(MEMORY_COPY).u8(MEMORY, IMAGE);
}
