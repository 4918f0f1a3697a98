import { fail } from "../../protocol/errors.ts";
import { ModuleWork } from "./body-limits.ts";
import type { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { checkDataOffsets, rewriteElements } from "./elements.ts";
import { Op, ValueType } from "./emit.ts";
import {
  chargeBulkBody,
  chargeElementsBody,
  exportBody,
  growBody,
  importBody,
  noGrowBody,
} from "./helpers.ts";
import type { InstrumentOptions } from "./instrument.ts";
import { instrumentBody } from "./instrument-body.ts";
import { Layout } from "./layout.ts";
import { type Export, ExternalKind, type Limits, type Module, SectionId, sectionReader } from "./module.ts";
import { writeModule } from "./sections.ts";

/** Names of the exports that the rewriter adds. */
export interface AddedExports {
  readonly meter: string;
  readonly fault: string;
  readonly altered: string;
  readonly start: string;
  readonly globals: readonly { readonly name: string; readonly index: number }[];
}

/** Writes the instrumented module: every section that the meter touches anew, the others as they were. */
export class ModuleRewriter {
  readonly #source: Uint8Array;
  readonly #module: Module;
  readonly #maximumPages: number;
  readonly #slimFrames: boolean;
  readonly #layout: Layout;
  /** Functions that the host calls, in the order of their wrappers. */
  readonly #wrapped: number[] = [];

  constructor(source: Uint8Array, module: Module, { maximumPages, slimFrames = false }: InstrumentOptions) {
    this.#source = source;
    this.#module = module;
    this.#maximumPages = maximumPages;
    this.#slimFrames = slimFrames;
    this.#layout = new Layout(module);
  }

  rewrite(names: AddedExports): Uint8Array {
    const data = this.#reader(SectionId.data);
    if (data) checkDataOffsets(data, this.#module.importedGlobals);
    const exports = this.#exportSection(names);
    const code = this.#codeSection();
    const rewritten = new Map(this.#module.sections);
    rewritten.set(SectionId.type, this.#typeSection());
    rewritten.set(SectionId.function, this.#functionSection());
    rewritten.set(SectionId.global, this.#globalSection());
    rewritten.set(SectionId.export, exports);
    rewritten.set(SectionId.code, code);
    if (rewritten.has(SectionId.memory)) rewritten.set(SectionId.memory, this.#memorySection());
    if (rewritten.has(SectionId.element)) rewritten.set(SectionId.element, this.#elementSection());
    // The start section is left out: the host calls the start function, once the meter is set.
    return writeModule(rewritten, this.#module.nameSection);
  }

  #typeSection(): Uint8Array {
    const types = [...this.#module.types, ...this.#layout.addedTypes];
    return section(types, (target, { params, results }) =>
      target.u8(0x60).sized(Uint8Array.from(params)).sized(Uint8Array.from(results)),
    );
  }

  #functionSection(): Uint8Array {
    const { functions } = this.#module;
    const { helperType } = this.#layout;
    const types = [
      ...this.#own.map((type) => this.#layout.twin(type)),
      ...this.#imported.map((type) => this.#layout.twin(type)),
      ...[helperType, helperType, helperType],
      ...this.#wrapped.map((index) => functions[index] ?? 0),
    ];
    return section(types, (target, type) => target.u32(type));
  }

  #codeSection(): Uint8Array {
    const { meterGlobal } = this.#layout;
    const parameters = (index: number) => this.#layout.typeOfFunction(index).params.length;
    const bodies = [
      ...this.#ownBodies(),
      ...this.#imported.map((_, index) => importBody(index, parameters(index), meterGlobal)),
      ...[this.#growBody(), chargeBulkBody(meterGlobal), chargeElementsBody(meterGlobal)],
      ...this.#wrapped.map((index) => exportBody(this.#layout.callee(index), parameters(index), meterGlobal)),
    ];
    return section(bodies, (target, body) => target.sized(body));
  }

  #ownBodies(): Uint8Array[] {
    const reader = this.#reader(SectionId.code);
    if (!reader) return [];
    if (reader.u32() !== this.#own.length) throw reader.malformed("functions and bodies differ in number");
    const work = new ModuleWork();
    return this.#own.map((type) =>
      instrumentBody(
        reader.sub(reader.u32()),
        this.#layout.typeAt(type),
        this.#layout,
        work,
        this.#slimFrames,
      ),
    );
  }

  get #imported(): readonly number[] {
    return this.#module.functions.slice(0, this.#module.importedFunctions);
  }

  get #own(): readonly number[] {
    return this.#module.functions.slice(this.#module.importedFunctions);
  }

  #growBody(): Uint8Array {
    const [memory] = this.#module.memories;
    if (!memory) return noGrowBody();
    return growBody(this.#clamp(memory).maximum, this.#layout.meterGlobal, this.#layout.faultGlobal);
  }

  #clamp({ minimum, maximum }: Limits): { minimum: number; maximum: number } {
    const limit = this.#maximumPages;
    if (minimum > limit) throw fail("ALT_GUEST_MEMORY_OVER_LIMIT", { pages: minimum, limit });
    return { minimum, maximum: Math.min(maximum ?? limit, limit) };
  }

  #memorySection(): Uint8Array {
    const own = this.#module.memories.slice(this.#module.importedMemories);
    return section(own, (target, memory) => {
      const { minimum, maximum } = this.#clamp(memory);
      target.u8(1).u32(minimum).u32(maximum);
    });
  }

  #globalSection(): Uint8Array {
    const mutable = 1;
    const reader = this.#reader(SectionId.global);
    const target = new ByteWriter().u32((reader?.u32() ?? 0) + 3);
    if (reader) target.raw(reader.take(reader.end - reader.offset));
    target.u8(ValueType.i64, mutable, Op.i64Const, 0, Op.end);
    target.u8(ValueType.i32, mutable, Op.i32Const, 0, Op.end);
    return target.u8(ValueType.i32, mutable, Op.i32Const, 0, Op.end).bytes();
  }

  #elementSection(): Uint8Array {
    const target = new ByteWriter();
    const reader = this.#reader(SectionId.element);
    if (reader)
      rewriteElements(reader, this.#module.importedGlobals, (index) => this.#layout.callee(index), target);
    return target.bytes();
  }

  #exportSection({ meter, fault, altered, start, globals }: AddedExports): Uint8Array {
    const kind = ExternalKind.global;
    const entries = [
      ...this.#module.exports.map((entry) => this.#forHost(entry)),
      { name: meter, kind, index: this.#layout.meterGlobal },
      { name: fault, kind, index: this.#layout.faultGlobal },
      { name: altered, kind, index: this.#layout.alteredGlobal },
      ...globals.map(({ name, index }) => ({ name, kind, index })),
    ];
    if (this.#module.start !== undefined) {
      entries.push(this.#forHost({ name: start, kind: ExternalKind.function, index: this.#module.start }));
    }
    return section(entries, (target, { name, kind, index }) => target.name(name).u8(kind).u32(index));
  }

  /** The host calls the guest's functions through wrappers; an import that is exported again is the host's own. */
  #forHost(entry: Export): Export {
    if (entry.kind !== ExternalKind.function || entry.index < this.#module.importedFunctions) return entry;
    this.#wrapped.push(entry.index);
    return { ...entry, index: this.#layout.firstExportWrapper + this.#wrapped.length - 1 };
  }

  #reader(id: number): ByteReader | undefined {
    return sectionReader(this.#source, this.#module.sections, id);
  }
}

function section<Entry>(
  entries: readonly Entry[],
  write: (target: ByteWriter, entry: Entry) => void,
): Uint8Array {
  const target = new ByteWriter().u32(entries.length);
  for (const entry of entries) write(target, entry);
  return target.bytes();
}
