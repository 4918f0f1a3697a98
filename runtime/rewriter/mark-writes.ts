import { PAGE_BYTES } from "../limits.ts";
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { Op, ValueType } from "./emit.ts";
import { type Instruction, readInstruction } from "./instruction-reader.ts";
import { ExternalKind, type Module, parseModule, SectionId } from "./module.ts";
import { appended, writeModule } from "./sections.ts";

/** Export of the memory that holds a byte for each card; the guest's own code cannot address it. */
export const MARKS_EXPORT = "althing:marks";

/** A card has 2^CARD_SHIFT bytes: small, so that a call that writes little has little to be undone. */
export const CARD_SHIFT = 9;
export const CARD_BYTES = 2 ** CARD_SHIFT;
/**
 * A store marks one card: of its address, if its offset is at most this, so that the offset need not be added, and of its
 * first byte otherwise.
 */
const MARKED_OFFSET = 64;
/** This many bytes past a marked card may be written too. */
export const CARD_OVERLAP = MARKED_OFFSET + 7;

/** In an access's alignment: the index of a memory follows. */
const MULTI_MEMORY = 0x40;
const MEMORY_FILL = Uint8Array.of(0xfc, 11);

export interface MarkOptions {
  /** The most pages of 64 KiB that the module's memory ever has. */
  readonly maximumPages: number;
}

/**
 * Makes a module remember which cards of its one memory it wrote to: after each store, the card's byte in a second
 * memory is 1. It charges nothing, so it comes after the metering. Whoever resets the memory sets the marks to 0.
 * @param bytes a module that validates, with exactly one memory.
 */
export function markWrites(bytes: Uint8Array, { maximumPages }: MarkOptions): Uint8Array {
  const module = parseModule(bytes);
  const marks = module.memories.length;
  const sections = new Map(module.sections);
  sections.set(SectionId.memory, appended(sections.get(SectionId.memory), memoryEntry(maximumPages)));
  sections.set(SectionId.export, appended(sections.get(SectionId.export), exportEntry(marks)));
  sections.set(SectionId.code, markedCode(module, marks));
  return writeModule(sections, module.nameSection);
}

function memoryEntry(maximumPages: number): Uint8Array {
  const pages = Math.ceil((maximumPages * PAGE_BYTES) / CARD_BYTES / PAGE_BYTES);
  return new ByteWriter().u8(1).u32(pages).u32(pages).bytes();
}

function exportEntry(marks: number): Uint8Array {
  return new ByteWriter().name(MARKS_EXPORT).u8(ExternalKind.memory).u32(marks).bytes();
}

function markedCode({ sections, types, functions, importedFunctions }: Module, marks: number): Uint8Array {
  const reader = new ByteReader(sections.get(SectionId.code) ?? new Uint8Array([0]));
  const bodies = reader.vector((index) => {
    const parameters = types[functions[importedFunctions + index] ?? 0]?.params.length ?? 0;
    return new MarkedBody(reader.sub(reader.u32()), parameters, marks).write();
  });
  const code = new ByteWriter().u32(bodies.length);
  for (const body of bodies) code.sized(body);
  return code.bytes();
}

/** One function's body; each write is followed by the mark of what it wrote, so that one that traps marks nothing. */
class MarkedBody {
  readonly #reader: ByteReader;
  readonly #marks: number;
  readonly #code = new ByteWriter();
  /** Locals that are added, by what they hold. */
  readonly #added = new Map<string, { index: number; type: number }>();
  readonly #parameters: number;
  #locals = 0;

  /** @param reader stands at the declaration of locals. */
  constructor(reader: ByteReader, parameters: number, marks: number) {
    this.#reader = reader;
    this.#parameters = parameters;
    this.#marks = marks;
  }

  write(): Uint8Array {
    const groups = this.#reader.vector(() => ({ count: this.#reader.u32(), type: this.#reader.u8() }));
    this.#locals = groups.reduce((sum, { count }) => sum + count, this.#parameters);
    while (!this.#reader.done) this.#visit(readInstruction(this.#reader));
    const body = new ByteWriter().u32(groups.length + this.#added.size);
    for (const { count, type } of groups) body.u32(count).u8(type);
    for (const { type } of this.#added.values()) body.u32(1).u8(type);
    return body.raw(this.#code.bytes()).bytes();
  }

  #visit({ name, start }: Instruction): void {
    const instruction = this.#reader.bytes.subarray(start, this.#reader.offset);
    if (name === "memory.fill" || name === "memory.copy" || name === "memory.init") this.#bulk(instruction);
    else if (name.includes(".store")) this.#store(instruction, ValueType[name.slice(0, 3) as "i32"]);
    else this.#code.raw(instruction);
  }

  #store(instruction: Uint8Array, type: number): void {
    const immediate = new ByteReader(instruction, 1);
    immediate.u32();
    const offset = immediate.u32();
    const address = this.#local("address", ValueType.i32);
    const value = this.#local(`value ${type}`, type);
    this.#code.u8(Op.localSet).u32(value).u8(Op.localTee).u32(address).u8(Op.localGet).u32(value);
    this.#code.raw(instruction).u8(Op.localGet).u32(address);
    // Wraps past 4 GiB, but a store there has trapped.
    if (offset > MARKED_OFFSET)
      this.#code
        .u8(Op.i32Const)
        .signed(offset | 0)
        .u8(Op.i32Add);
    this.#code.u8(Op.i32Const, CARD_SHIFT, Op.i32ShrU, Op.i32Const, 1);
    this.#code.u8(Op.i32Store8).u32(MULTI_MEMORY).u32(this.#marks).u8(0);
  }

  #bulk(instruction: Uint8Array): void {
    const address = this.#local("address", ValueType.i32);
    const source = this.#local(`value ${ValueType.i32}`, ValueType.i32);
    const length = this.#local("length", ValueType.i32);
    const code = this.#code;
    code.u8(Op.localSet).u32(length).u8(Op.localSet).u32(source).u8(Op.localTee).u32(address);
    code.u8(Op.localGet).u32(source).u8(Op.localGet).u32(length).raw(instruction);
    code.u8(Op.localGet).u32(address).u8(Op.i32Const, CARD_SHIFT, Op.i32ShrU, Op.i32Const, 1);
    // Cards: (address within its card + length), rounded up.
    code
      .u8(Op.localGet)
      .u32(address)
      .u8(Op.i32Const)
      .signed(CARD_BYTES - 1)
      .u8(Op.i32And);
    code
      .u8(Op.localGet)
      .u32(length)
      .u8(Op.i32Add, Op.i32Const)
      .signed(CARD_BYTES - 1);
    code.u8(Op.i32Add, Op.i32Const, CARD_SHIFT, Op.i32ShrU).raw(MEMORY_FILL).u32(this.#marks);
  }

  #local(purpose: string, type: number): number {
    const known = this.#added.get(purpose);
    if (known) return known.index;
    const index = this.#locals + this.#added.size;
    this.#added.set(purpose, { index, type });
    return index;
  }
}
