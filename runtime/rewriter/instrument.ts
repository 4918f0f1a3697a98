import { fail } from "../../protocol/errors.ts";
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { EMPTY_BLOCK, Op, ValueType } from "./emit.ts";
import { chargeBulkBody, growBody, noGrowBody } from "./helpers.ts";
import { type Additions, BodyRewriter } from "./instrument-body.ts";
import {
  ExternalKind,
  type FunctionType,
  type Limits,
  type Module,
  parseModule,
  SectionId,
} from "./module.ts";

/** Exports that the rewriter adds; a guest's own may not begin with the prefix. */
const RESERVED = "althing:";
export const FUEL_EXPORT = `${RESERVED}fuel`;
export const DEPTH_EXPORT = `${RESERVED}depth`;
export const FAULT_EXPORT = `${RESERVED}fault`;
export const START_EXPORT = `${RESERVED}start`;

/** Raised whenever the same module would come out rewritten in another way. */
export const REWRITER_VERSION = 1;

export interface InstrumentedModule {
  readonly bytes: Uint8Array;
  /** Exports of all mutable globals of the guest's own, hidden ones too: a snapshot saves them. */
  readonly globals: readonly string[];
  /** Pages that its memory, own or imported, begins with. */
  readonly initialPages: number;
}

export interface InstrumentOptions {
  /** The memory limit, in pages of 64 KiB; growing past it fails as WebAssembly says. */
  readonly maximumPages: number;
}

/**
 * Rewrites a module so that it meters itself. It then exports the i64 global `althing:fuel` (set it before each call;
 * negative means out of fuel, whatever else happened), the i64 global `althing:depth` (slots of stack left), the i32
 * global `althing:fault` (1: the host had no memory, and there is no result), and `althing:start`, if the module has a
 * start function, which no longer runs by itself.
 * @throws ALT_RUNTIME_MALFORMED_MODULE, ALT_RUNTIME_UNSUPPORTED_OPCODE, ALT_GUEST_RESERVED_EXPORT,
 *   ALT_GUEST_MEMORY_OVER_LIMIT
 */
export function instrument(source: Uint8Array, options: InstrumentOptions): InstrumentedModule {
  const module = parseModule(source);
  if (!WebAssembly.validate(source)) {
    throw fail("ALT_RUNTIME_MALFORMED_MODULE", { fault: "it does not validate", offset: 0 });
  }
  const taken = module.exports.find((name) => name.startsWith(RESERVED));
  if (taken !== undefined) throw fail("ALT_GUEST_RESERVED_EXPORT", { name: taken });
  return new ModuleRewriter(source, module, options.maximumPages).rewrite();
}

class ModuleRewriter {
  readonly #source: Uint8Array;
  readonly #module: Module;
  readonly #maximumPages: number;
  readonly #added: Additions;
  readonly #faultGlobal: number;
  readonly #helperType: number;
  /** Types for blocks that take nothing and give several results, by those results. */
  readonly #blockTypes = new Map<string, { index: number; results: readonly number[] }>();

  constructor(source: Uint8Array, module: Module, maximumPages: number) {
    this.#source = source;
    this.#module = module;
    this.#maximumPages = maximumPages;
    const globals = module.globals.length;
    const functions = module.functions.length;
    this.#added = {
      fuelGlobal: globals,
      depthGlobal: globals + 1,
      growFunction: functions,
      chargeBulkFunction: functions + 1,
    };
    this.#faultGlobal = globals + 2;
    this.#helperType = module.types.length;
  }

  rewrite(): InstrumentedModule {
    const code = this.#codeSection();
    const rewritten = new Map(this.#module.sections);
    rewritten.set(SectionId.type, this.#typeSection());
    rewritten.set(SectionId.function, this.#appended(SectionId.function, this.#helperTypes()));
    rewritten.set(SectionId.global, this.#appended(SectionId.global, this.#globalEntries()));
    rewritten.set(SectionId.export, this.#appended(SectionId.export, this.#exportEntries()));
    rewritten.set(SectionId.code, code);
    rewritten.delete(SectionId.start);
    if (rewritten.has(SectionId.memory)) rewritten.set(SectionId.memory, this.#memorySection());
    return {
      bytes: this.#assemble(rewritten),
      globals: this.#globalExports().map(([name]) => name),
      initialPages: this.#module.memories[0]?.minimum ?? 0,
    };
  }

  #assemble(sections: ReadonlyMap<number, Uint8Array>): Uint8Array {
    const order = [1, 2, 3, 4, 5, 6, 7, 9, SectionId.dataCount, SectionId.code, SectionId.data];
    const module = new ByteWriter().raw(this.#source.subarray(0, 8));
    for (const id of order) {
      const payload = sections.get(id);
      if (payload) module.u8(id).sized(payload);
    }
    if (this.#module.nameSection) module.u8(SectionId.custom).sized(this.#module.nameSection);
    return module.bytes().slice();
  }

  #codeSection(): Uint8Array {
    const payload = this.#module.sections.get(SectionId.code);
    const own = this.#module.functions.slice(this.#module.importedFunctions);
    const section = new ByteWriter().u32(own.length + 2);
    if (payload) {
      const start = payload.byteOffset - this.#source.byteOffset;
      const reader = new ByteReader(this.#source, start, start + payload.length);
      if (reader.u32() !== own.length) throw reader.malformed("functions and bodies differ in number");
      for (const type of own) section.sized(this.#body(reader.sub(reader.u32()), this.#typeAt(type)));
    }
    return section.sized(this.#growBody()).sized(chargeBulkBody(this.#added.fuelGlobal)).bytes();
  }

  #body(reader: ByteReader, type: FunctionType): Uint8Array {
    return new BodyRewriter(reader, type.params.length, this.#added).rewrite(this.#blockType(type.results));
  }

  #typeAt(index: number): FunctionType {
    const type = this.#module.types[index];
    if (!type) throw fail("ALT_RUNTIME_MALFORMED_MODULE", { fault: `there is no type ${index}`, offset: 0 });
    return type;
  }

  #blockType(results: readonly number[]): Uint8Array {
    const [single] = results;
    if (single === undefined) return new Uint8Array([EMPTY_BLOCK]);
    if (results.length === 1) return new Uint8Array([single]);
    const key = results.join();
    const index = this.#blockTypes.get(key)?.index ?? this.#helperType + 1 + this.#blockTypes.size;
    this.#blockTypes.set(key, { index, results });
    return new ByteWriter().signed(index).bytes();
  }

  #growBody(): Uint8Array {
    const [memory] = this.#module.memories;
    if (!memory) return noGrowBody();
    return growBody(this.#clamp(memory).maximum, this.#added.fuelGlobal, this.#faultGlobal);
  }

  #clamp({ minimum, maximum }: Limits): { minimum: number; maximum: number } {
    const limit = this.#maximumPages;
    if (minimum > limit) throw fail("ALT_GUEST_MEMORY_OVER_LIMIT", { pages: minimum, limit });
    return { minimum, maximum: Math.min(maximum ?? limit, limit) };
  }

  #typeSection(): Uint8Array {
    const added = [{ params: [ValueType.i32], results: [ValueType.i32] }, ...this.#multiResultTypes()];
    return this.#appended(
      SectionId.type,
      added.map(({ params, results }) => {
        const entry = new ByteWriter().u8(0x60).sized(new Uint8Array(params));
        return entry.sized(new Uint8Array(results)).bytes();
      }),
    );
  }

  #multiResultTypes() {
    return [...this.#blockTypes.values()].map(({ results }) => ({ params: [], results }));
  }

  #helperTypes(): Uint8Array[] {
    const type = new ByteWriter().u32(this.#helperType).bytes();
    return [type, type];
  }

  #memorySection(): Uint8Array {
    const own = this.#module.memories.slice(this.#module.importedMemories);
    const section = new ByteWriter().u32(own.length);
    for (const memory of own) {
      const { minimum, maximum } = this.#clamp(memory);
      section.u8(1).u32(minimum).u32(maximum);
    }
    return section.bytes();
  }

  #globalEntries(): Uint8Array[] {
    const mutable = 1;
    const counter = new Uint8Array([ValueType.i64, mutable, Op.i64Const, 0, Op.end]);
    return [counter, counter, new Uint8Array([ValueType.i32, mutable, Op.i32Const, 0, Op.end])];
  }

  #globalExports(): [string, number][] {
    return this.#module.globals.flatMap(({ mutable }, index) =>
      mutable ? [[`${RESERVED}global:${index}`, index]] : [],
    );
  }

  #exportEntries(): Uint8Array[] {
    const { fuelGlobal, depthGlobal } = this.#added;
    const globals: [string, number][] = [
      [FUEL_EXPORT, fuelGlobal],
      [DEPTH_EXPORT, depthGlobal],
      [FAULT_EXPORT, this.#faultGlobal],
      ...this.#globalExports(),
    ];
    const entries = globals.map(([name, index]) => exportEntry(name, ExternalKind.global, index));
    const { start } = this.#module;
    return start === undefined
      ? entries
      : [...entries, exportEntry(START_EXPORT, ExternalKind.function, start)];
  }

  /** A section's vector with entries added at its end. */
  #appended(id: number, entries: readonly Uint8Array[]): Uint8Array {
    const reader = new ByteReader(this.#module.sections.get(id) ?? new Uint8Array([0]));
    const section = new ByteWriter().u32(reader.u32() + entries.length);
    section.raw(reader.take(reader.end - reader.offset));
    for (const entry of entries) section.raw(entry);
    return section.bytes();
  }
}

function exportEntry(name: string, kind: number, index: number): Uint8Array {
  return new ByteWriter().name(name).u8(kind).u32(index).bytes();
}
