import { ByteReader } from "../rewriter/byte-reader.ts";
import { ByteWriter } from "../rewriter/byte-writer.ts";
import { rewriteElements } from "../rewriter/elements.ts";
import { Op, ValueType } from "../rewriter/emit.ts";
import { readInstruction } from "../rewriter/instruction-reader.ts";
import { SLOT_BITS } from "../rewriter/meter-layout.ts";
import { ExternalKind, type Module, parseModule, SectionId, sectionReader } from "../rewriter/module.ts";
import { appended, writeModule } from "../rewriter/sections.ts";

/** The module that the hooks are imported from. */
export const HOOK_MODULE = "althing:profile";

/** What the host must offer a module with hooks. Fuel is what is left; it may be negative. */
export interface Hooks {
  /** @param low,high two 32-bit halves that say which function is entered */
  enter(low: number, high: number, fuel: number): void;
  leave(fuel: number): void;
}

/** Writes code that leaves the two halves of an `enter` on the stack. It may read the function's parameters. */
export type Identify = (code: ByteWriter) => void;

const HOOKS = 2;

/**
 * Makes functions of a metered module tell the host whenever they are entered and left, and what fuel is left then. It
 * charges nothing and touches neither memory nor globals, so that a program behaves and costs what it does without.
 * @param metered what `instrument` gave
 * @param functions which ones, by index: they must take and give back the meter
 */
export function addCallHooks(metered: Uint8Array, functions: ReadonlyMap<number, Identify>): Uint8Array {
  return new HookWriter(metered, functions).write();
}

/** The hooks are imports, so that the index of each function of the module's own rises by two. */
class HookWriter {
  readonly #source: Uint8Array;
  readonly #module: Module;
  readonly #functions: ReadonlyMap<number, Identify>;
  readonly #enter: number;
  readonly #leave: number;

  constructor(source: Uint8Array, functions: ReadonlyMap<number, Identify>) {
    this.#source = source;
    this.#module = parseModule(source);
    this.#functions = functions;
    this.#enter = this.#module.importedFunctions;
    this.#leave = this.#enter + 1;
  }

  write(): Uint8Array {
    const { sections, types } = this.#module;
    const hooked = new Map(sections);
    const { i32, f64 } = ValueType;
    hooked.set(
      SectionId.type,
      appended(sections.get(SectionId.type), hookType([i32, i32, f64]), hookType([f64])),
    );
    hooked.set(
      SectionId.import,
      appended(
        sections.get(SectionId.import),
        hookImport("enter", types.length),
        hookImport("leave", types.length + 1),
      ),
    );
    hooked.set(SectionId.export, this.#exports());
    if (sections.has(SectionId.element)) hooked.set(SectionId.element, this.#elements());
    hooked.set(SectionId.code, this.#code());
    return writeModule(hooked);
  }

  #shifted(index: number): number {
    return index < this.#module.importedFunctions ? index : index + HOOKS;
  }

  #exports(): Uint8Array {
    const { exports } = this.#module;
    const target = new ByteWriter().u32(exports.length);
    for (const { name, kind, index } of exports) {
      target
        .name(name)
        .u8(kind)
        .u32(kind === ExternalKind.function ? this.#shifted(index) : index);
    }
    return target.bytes();
  }

  #elements(): Uint8Array {
    const target = new ByteWriter();
    const { sections, importedGlobals } = this.#module;
    const reader = sectionReader(this.#source, sections, SectionId.element);
    if (reader) rewriteElements(reader, importedGlobals, (index) => this.#shifted(index), target);
    return target.bytes();
  }

  #code(): Uint8Array {
    const { sections, importedFunctions } = this.#module;
    const reader = sectionReader(this.#source, sections, SectionId.code) ?? new ByteReader(Uint8Array.of(0));
    const bodies = reader.vector((index) => this.#body(reader.sub(reader.u32()), importedFunctions + index));
    const target = new ByteWriter().u32(bodies.length);
    for (const body of bodies) target.sized(body);
    return target.bytes();
  }

  #body(reader: ByteReader, index: number): Uint8Array {
    const { bytes, offset } = reader;
    reader.vector(() => [reader.u32(), reader.u8()]);
    const code = new ByteWriter().raw(bytes.subarray(offset, reader.offset));
    const identify = this.#functions.get(index);
    if (identify) this.#entry(code, identify, this.#meterOf(index));
    this.#copy(reader, code);
    if (identify) this.#exit(code, this.#meterOf(index));
    return code.u8(Op.end).bytes();
  }

  /** Copies the body up to its last `end`: what the rewriter wrote leaves there, and nowhere else. */
  #copy(reader: ByteReader, code: ByteWriter): void {
    const last = reader.end - 1;
    while (reader.offset < last) {
      const { name, start, operands } = readInstruction(reader);
      if (name === "call") code.u8(Op.call).u32(this.#shifted(operands[0] ?? 0));
      else code.raw(reader.bytes.subarray(start, reader.offset));
    }
  }

  /** The meter is the last parameter. */
  #meterOf(index: number): number {
    const type = this.#module.types[this.#module.functions[index] ?? -1];
    return (type?.params.length ?? 0) - 1;
  }

  #entry(code: ByteWriter, identify: Identify, meter: number): void {
    identify(code);
    code.u8(Op.localGet).u32(meter);
    this.#call(code, this.#enter);
  }

  /** The meter is on top of the stack, and stays there. */
  #exit(code: ByteWriter, meter: number): void {
    code.u8(Op.localTee).u32(meter).u8(Op.localGet).u32(meter);
    this.#call(code, this.#leave);
  }

  #call(code: ByteWriter, hook: number): void {
    code.u8(Op.i64Const).signed(SLOT_BITS).u8(Op.i64ShrS, Op.f64ConvertI64S, Op.call).u32(hook);
  }
}

function hookType(params: readonly number[]): Uint8Array {
  return new ByteWriter().u8(0x60).sized(Uint8Array.from(params)).u32(0).bytes();
}

function hookImport(name: string, type: number): Uint8Array {
  return new ByteWriter().name(HOOK_MODULE).name(name).u8(ExternalKind.function).u32(type).bytes();
}
