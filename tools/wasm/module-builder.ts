import { ByteWriter } from "../../runtime/rewriter/byte-writer.ts";
import { ValueType } from "../../runtime/rewriter/emit.ts";

/** Value types as the binary encodes them. */
export const { i32, i64, f32, f64 } = ValueType;
export type ValueTypeCode = number;

export interface Signature {
  readonly params: readonly ValueTypeCode[];
  readonly results: readonly ValueTypeCode[];
}

const FUNCTION = 0;
const TABLE = 1;
const MEMORY = 2;
const GLOBAL = 3;
const FUNCREF = 0x70;
const END = 0x0b;

/**
 * Writes a WebAssembly module, section by section. Whatever is imported must be declared before what the module
 * defines itself, as its index space wants it. Bodies and initialisers are given without their closing `end`.
 */
export class ModuleBuilder {
  readonly #types: Signature[] = [];
  readonly #imports: Uint8Array[] = [];
  readonly #functions: { type: number; locals: readonly ValueTypeCode[]; code: Uint8Array }[] = [];
  readonly #tables: Uint8Array[] = [];
  readonly #memories: Uint8Array[] = [];
  readonly #globals: Uint8Array[] = [];
  readonly #exports: Uint8Array[] = [];
  readonly #elements: Uint8Array[] = [];
  readonly #data: Uint8Array[] = [];
  #importedFunctions = 0;
  #start: number | undefined;

  /** The index of the signature's type, which is declared once. */
  type(signature: Signature): number {
    const key = JSON.stringify(signature);
    const known = this.#types.findIndex((type) => JSON.stringify(type) === key);
    return known >= 0 ? known : this.#types.push(signature) - 1;
  }

  importFunction(module: string, name: string, signature: Signature): number {
    this.#imports.push(importEntry(module, name, FUNCTION).u32(this.type(signature)).bytes());
    return this.#importedFunctions++;
  }

  importGlobal(module: string, name: string, valueType: ValueTypeCode, mutable: boolean): void {
    this.#imports.push(importEntry(module, name, GLOBAL).u8(valueType, Number(mutable)).bytes());
  }

  /** Sizes in pages of 64 KiB. */
  importMemory(module: string, name: string, minimum: number, maximum: number): void {
    this.#imports.push(limitsEntry(importEntry(module, name, MEMORY), minimum, maximum));
  }

  /** The index that the next function gets. */
  get nextFunction(): number {
    return this.#importedFunctions + this.#functions.length;
  }

  addFunction(signature: Signature, locals: readonly ValueTypeCode[], code: Uint8Array): number {
    this.#functions.push({ type: this.type(signature), locals, code });
    return this.nextFunction - 1;
  }

  addTable(minimum: number, maximum?: number): void {
    this.#tables.push(limitsEntry(new ByteWriter().u8(FUNCREF), minimum, maximum));
  }

  /** Sizes in pages of 64 KiB. */
  addMemory(minimum: number, maximum?: number): void {
    this.#memories.push(limitsEntry(new ByteWriter(), minimum, maximum));
  }

  addGlobal(valueType: ValueTypeCode, mutable: boolean, initialiser: Uint8Array): void {
    this.#globals.push(new ByteWriter().u8(valueType, Number(mutable)).raw(initialiser).u8(END).bytes());
  }

  exportFunction(name: string, index: number): void {
    this.#exports.push(exportEntry(name, FUNCTION, index));
  }

  exportTable(name: string, index: number): void {
    this.#exports.push(exportEntry(name, TABLE, index));
  }

  exportMemory(name: string, index: number): void {
    this.#exports.push(exportEntry(name, MEMORY, index));
  }

  exportGlobal(name: string, index: number): void {
    this.#exports.push(exportEntry(name, GLOBAL, index));
  }

  /** Functions that stand in table 0 from `offset` on. */
  addActiveElements(offset: number, functions: readonly number[]): void {
    const entry = new ByteWriter().u32(0).u8(0x41).signed(offset).u8(END);
    this.#elements.push(appendVector(entry, functions));
  }

  /** Functions for `table.init`. */
  addPassiveElements(functions: readonly number[]): void {
    this.#elements.push(appendVector(new ByteWriter().u32(1).u8(0), functions));
  }

  addActiveData(offset: number, bytes: Uint8Array): void {
    this.#data.push(new ByteWriter().u32(0).u8(0x41).signed(offset).u8(END).sized(bytes).bytes());
  }

  /** Bytes for `memory.init`. */
  addPassiveData(bytes: Uint8Array): void {
    this.#data.push(new ByteWriter().u32(1).sized(bytes).bytes());
  }

  startWith(index: number): void {
    this.#start = index;
  }

  bytes(): Uint8Array {
    const module = new ByteWriter().u8(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    const section = (id: number, entries: readonly Uint8Array[]) => {
      if (entries.length > 0) module.u8(id).sized(vectorOf(entries));
    };
    section(1, this.#types.map(typeEntry));
    section(2, this.#imports);
    section(
      3,
      this.#functions.map(({ type }) => new ByteWriter().u32(type).bytes()),
    );
    section(4, this.#tables);
    section(5, this.#memories);
    section(6, this.#globals);
    section(7, this.#exports);
    if (this.#start !== undefined) module.u8(8).sized(new ByteWriter().u32(this.#start).bytes());
    section(9, this.#elements);
    if (this.#data.length > 0) module.u8(12).sized(new ByteWriter().u32(this.#data.length).bytes());
    section(10, this.#functions.map(bodyEntry));
    section(11, this.#data);
    return module.bytes().slice();
  }
}

function importEntry(module: string, name: string, kind: number): ByteWriter {
  return new ByteWriter().name(module).name(name).u8(kind);
}

function exportEntry(name: string, kind: number, index: number): Uint8Array {
  return new ByteWriter().name(name).u8(kind).u32(index).bytes();
}

function limitsEntry(entry: ByteWriter, minimum: number, maximum: number | undefined): Uint8Array {
  entry.u8(maximum === undefined ? 0 : 1).u32(minimum);
  return (maximum === undefined ? entry : entry.u32(maximum)).bytes();
}

function typeEntry({ params, results }: Signature): Uint8Array {
  return new ByteWriter().u8(0x60).sized(Uint8Array.from(params)).sized(Uint8Array.from(results)).bytes();
}

function bodyEntry({ locals, code }: { locals: readonly ValueTypeCode[]; code: Uint8Array }): Uint8Array {
  const body = new ByteWriter().u32(locals.length);
  for (const type of locals) body.u32(1).u8(type);
  return new ByteWriter().sized(body.raw(code).u8(END).bytes()).bytes();
}

function appendVector(entry: ByteWriter, indices: readonly number[]): Uint8Array {
  entry.u32(indices.length);
  for (const index of indices) entry.u32(index);
  return entry.bytes();
}

function vectorOf(entries: readonly Uint8Array[]): Uint8Array {
  const vector = new ByteWriter().u32(entries.length);
  for (const entry of entries) vector.raw(entry);
  return vector.bytes();
}
