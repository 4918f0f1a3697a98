import { fail } from "../../protocol/errors.ts";
import { ByteReader } from "./byte-reader.ts";
import { FUNCTION_REFERENCE, skipConstantOperand } from "./elements.ts";
import { ValueType } from "./emit.ts";

export const SectionId = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
} as const;

export const ExternalKind = { function: 0, table: 1, memory: 2, global: 3 } as const;

export interface FunctionType {
  /** Value types as the binary encodes them. */
  readonly params: readonly number[];
  readonly results: readonly number[];
}

export interface Limits {
  readonly minimum: number;
  readonly maximum: number | undefined;
}

export interface GlobalType {
  readonly valueType: number;
  readonly mutable: boolean;
}

export interface Table {
  /** Elements that it begins with: as many as it ever has. */
  readonly minimum: number;
  readonly offset: number;
}

export interface Export {
  readonly name: string;
  readonly kind: number;
  readonly index: number;
}

/** What the rewriter needs to know of a module. Index spaces count imports first, as WebAssembly does. */
export interface Module {
  /** Each section's payload by id, without custom sections other than `name`. */
  readonly sections: ReadonlyMap<number, Uint8Array>;
  readonly nameSection: Uint8Array | undefined;
  readonly types: readonly FunctionType[];
  /** The type index of every function. */
  readonly functions: readonly number[];
  readonly importedFunctions: number;
  readonly globals: readonly GlobalType[];
  readonly importedGlobals: number;
  readonly tables: readonly Table[];
  /** Data and element segments. */
  readonly segments: number;
  readonly memories: readonly Limits[];
  readonly importedMemories: number;
  readonly exports: readonly Export[];
  readonly start: number | undefined;
}

/** What a module begins with: the magic number, and version 1. */
export const HEADER = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

/**
 * Reads a module that `WebAssembly.validate` has accepted.
 * @throws ALT_RUNTIME_MALFORMED_MODULE, ALT_RUNTIME_UNSUPPORTED_OPCODE for constructs of refused proposals.
 */
export function parseModule(bytes: Uint8Array): Module {
  const { sections, nameSection } = splitSections(bytes);
  const read = <Result>(id: number, parse: (reader: ByteReader) => Result, none: Result): Result => {
    const reader = sectionReader(bytes, sections, id);
    return reader ? parse(reader) : none;
  };
  const segments = (id: number) => read(id, (reader) => reader.u32(), 0);
  const imports = read(SectionId.import, readImports, emptyImports());
  return {
    sections,
    nameSection,
    types: read(SectionId.type, (reader) => reader.vector(() => readFunctionType(reader)), []),
    functions: [
      ...imports.functions,
      ...read(SectionId.function, (reader) => reader.vector(() => reader.u32()), []),
    ],
    importedFunctions: imports.functions.length,
    globals: [
      ...imports.globals,
      ...read(SectionId.global, (reader) => readGlobals(reader, imports.globals.length), []),
    ],
    importedGlobals: imports.globals.length,
    tables: [
      ...imports.tables,
      ...read(SectionId.table, (reader) => reader.vector(() => readTable(reader)), []),
    ],
    segments: segments(SectionId.element) + segments(SectionId.data),
    memories: [
      ...imports.memories,
      ...read(SectionId.memory, (reader) => reader.vector(() => readLimits(reader)), []),
    ],
    importedMemories: imports.memories.length,
    exports: read(SectionId.export, readExports, []),
    start: read<number | undefined>(SectionId.start, (reader) => reader.u32(), undefined),
  };
}

/** A reader of one section that tells offsets within the whole module; undefined if there is no such section. */
export function sectionReader(
  bytes: Uint8Array,
  sections: Module["sections"],
  id: number,
): ByteReader | undefined {
  const payload = sections.get(id);
  if (!payload) return undefined;
  const start = payload.byteOffset - bytes.byteOffset;
  return new ByteReader(bytes, start, start + payload.length);
}

function splitSections(bytes: Uint8Array): Pick<Module, "sections" | "nameSection"> {
  const reader = new ByteReader(bytes);
  if (HEADER.some((byte) => reader.u8() !== byte)) throw reader.malformed("it is not WebAssembly version 1");
  const sections = new Map<number, Uint8Array>();
  let nameSection: Uint8Array | undefined;
  while (!reader.done) {
    const id = reader.u8();
    const section = reader.sub(reader.u32());
    if (id > SectionId.dataCount) throw unsupported(`section ${id}`, section.offset);
    const payload = bytes.subarray(section.offset, section.end);
    if (id !== SectionId.custom) sections.set(id, payload);
    else if (section.name() === "name") nameSection = payload;
  }
  return { sections, nameSection };
}

function readFunctionType(reader: ByteReader): FunctionType {
  const at = reader.offset;
  if (reader.u8() !== 0x60) throw unsupported("a type that is not a function's", at);
  return {
    params: reader.vector(() => readValueType(reader)),
    results: reader.vector(() => readValueType(reader)),
  };
}

function emptyImports() {
  return {
    functions: [] as number[],
    globals: [] as GlobalType[],
    memories: [] as Limits[],
    tables: [] as Table[],
  };
}

function readImports(reader: ByteReader) {
  const imports = emptyImports();
  reader.vector(() => {
    reader.name();
    reader.name();
    const at = reader.offset;
    const kind = reader.u8();
    if (kind === ExternalKind.function) imports.functions.push(reader.u32());
    else if (kind === ExternalKind.table) imports.tables.push(readTable(reader));
    else if (kind === ExternalKind.memory) imports.memories.push(readLimits(reader));
    else if (kind === ExternalKind.global) imports.globals.push(readGlobalType(reader));
    else throw unsupported("an imported exception tag", at);
  });
  return imports;
}

function readTable(reader: ByteReader): Table {
  const at = reader.offset;
  if (reader.u8() !== FUNCTION_REFERENCE) throw unsupported("a table that does not hold functions", at);
  return { minimum: readLimits(reader).minimum, offset: at };
}

function readLimits(reader: ByteReader): Limits {
  const at = reader.offset;
  const flags = reader.u8();
  if (flags > 1) throw unsupported("a shared or 64-bit memory", at);
  const minimum = reader.u32();
  return { minimum, maximum: flags === 1 ? reader.u32() : undefined };
}

const refusedTypes: ReadonlyMap<number, string> = new Map([
  [0x7b, "v128 (SIMD)"],
  [0x70, "funcref (reference types)"],
  [0x6f, "externref (reference types)"],
]);

/** @throws ALT_RUNTIME_UNSUPPORTED_OPCODE for vectors and references. */
export function readValueType(reader: ByteReader): number {
  const at = reader.offset;
  const type = reader.u8();
  if (type > ValueType.i32 || type < ValueType.f64)
    throw unsupported(`value type ${refusedTypeName(type)}`, at);
  return type;
}

/** A value type that no guest may use, with the proposal that it belongs to. */
export function refusedTypeName(type: number): string {
  return refusedTypes.get(type) ?? `0x${type.toString(16)} (an unknown proposal)`;
}

function readGlobalType(reader: ByteReader): GlobalType {
  return { valueType: readValueType(reader), mutable: reader.u8() === 1 };
}

function readGlobals(reader: ByteReader, importedGlobals: number): GlobalType[] {
  return reader.vector(() => {
    const type = readGlobalType(reader);
    skipConstantExpression(reader, importedGlobals);
    return type;
  });
}

/** Steps over an initialiser: one constant and `end`. */
export function skipConstantExpression(reader: ByteReader, importedGlobals: number): void {
  for (;;) {
    const at = reader.offset;
    const opcode = reader.u8();
    if (opcode === 0x0b) return;
    skipConstantOperand(reader, opcode, at, importedGlobals);
  }
}

function readExports(reader: ByteReader): Export[] {
  return reader.vector(() => ({ name: reader.name(), kind: reader.u8(), index: reader.u32() }));
}

/** The error for a construct that no guest may use. */
export function unsupported(construct: string, offset: number): Error {
  return fail("ALT_RUNTIME_UNSUPPORTED_OPCODE", { construct, offset });
}
