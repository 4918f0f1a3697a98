import type { CalledFunction, ProfileRow } from "./call-profile.ts";

/**
 * Offsets in the engine's own structures, in bytes. Source: quickjs.c of QuickJS 2025-09-13, compiled for 32 bits. The
 * engine's hash in the execution domain pins the build, so they cannot drift.
 */
const offsets = {
  runtime: { atoms: 56 },
  object: { classId: 6, properties: 24, bytecode: 32 },
  bytecode: { file: 68, position: 80 },
  /** The state of a generator or async function: which one it is. */
  suspended: { callee: 64 },
  string: { length: 4, characters: 16 },
} as const;

/** A value has two halves: a pointer or a number, then its tag. */
const TAG = 4;
const VALUE = 8;
const OBJECT_TAG = -1;
const STRING_TAG = -7;
/** Classes of functions in JavaScript: plain ones, generators, async ones, async generators. */
const bytecodeClasses = new Set([13, 16, 54, 58]);
const WIDE = 2 ** 31;
const LONGEST_NAME = 100;

interface ScriptFrame {
  readonly row: ProfileRow;
  /** It goes on where it had stopped. */
  readonly resumed: boolean;
}

/** Tells which function the engine calls by looking at its memory, and at nothing else: a name costs no fuel. */
export class ScriptFrames {
  readonly #memory: WebAssembly.Memory;
  readonly #runtime: number;
  readonly #newRow: (called: CalledFunction) => ProfileRow;
  readonly #rows = new Map<string, ProfileRow>();
  /** By bytecode, which all closures of a function share; its memory may later hold another's. */
  readonly #scripts = new Map<number, { readonly position: number; readonly row: ProfileRow }>();
  #view: DataView;

  /** @param runtime the engine's JSRuntime */
  constructor(memory: WebAssembly.Memory, runtime: number, newRow: (called: CalledFunction) => ProfileRow) {
    this.#memory = memory;
    this.#runtime = runtime;
    this.#newRow = newRow;
    this.#view = new DataView(memory.buffer);
  }

  /** @param pointer,tag the halves of what is called; it may be no function at all */
  frameOf(pointer: number, tag: number): ScriptFrame {
    // Growth detaches the buffer.
    if (this.#view.buffer !== this.#memory.buffer) this.#view = new DataView(this.#memory.buffer);
    if (tag === OBJECT_TAG) return { row: this.#function(pointer), resumed: false };
    const callee = pointer + offsets.suspended.callee;
    const resumed = this.#u32(callee + TAG) === OBJECT_TAG >>> 0;
    return { row: resumed ? this.#function(this.#u32(callee)) : this.#builtIn(""), resumed };
  }

  #function(object: number): ProfileRow {
    const classId = this.#u32(object + offsets.object.classId) & 0xffff;
    return bytecodeClasses.has(classId) ? this.#script(object) : this.#builtIn(this.#nameOf(object));
  }

  #builtIn(name: string): ProfileRow {
    return this.#row(name, () => ({ kind: "builtIn", name }));
  }

  #script(object: number): ProfileRow {
    const bytecode = this.#u32(object + offsets.object.bytecode);
    const position = this.#u32(bytecode + offsets.bytecode.position);
    const known = this.#scripts.get(bytecode);
    if (known?.position === position) return known.row;
    const [line, next] = this.#leb(position);
    const [column] = this.#leb(next);
    const name = this.#nameOf(object);
    const file = this.#fileOf(bytecode);
    const called = { kind: "script", name, file, line, column } as const;
    const row = this.#row([name, file, line, column].join("\n"), () => called);
    this.#scripts.set(bytecode, { position, row });
    return row;
  }

  #fileOf(bytecode: number): string {
    const atoms = this.#u32(this.#runtime + offsets.runtime.atoms);
    return this.#text(this.#u32(atoms + 4 * this.#u32(bytecode + offsets.bytecode.file)));
  }

  /** A function's second property is its name, unless its author has put something else there. */
  #nameOf(object: number): string {
    const value = this.#u32(object + offsets.object.properties) + VALUE;
    return this.#u32(value + TAG) === STRING_TAG >>> 0 ? this.#text(this.#u32(value)) : "";
  }

  #text(string: number): string {
    const length = this.#u32(string + offsets.string.length);
    const wide = length >= WIDE;
    const bytes = Math.min(length % WIDE, LONGEST_NAME) * (wide ? 2 : 1);
    const start = Math.min(string + offsets.string.characters, this.#view.byteLength);
    const text = Buffer.from(this.#view.buffer, start, Math.min(bytes, this.#view.byteLength - start));
    return text.toString(wide ? "utf16le" : "latin1");
  }

  #leb(at: number): [value: number, next: number] {
    let value = 0;
    for (let index = 0; index < 5; index++) {
      const byte = this.#u32(at + index) & 0xff;
      value += (byte & 0x7f) * 2 ** (7 * index);
      if (byte < 0x80) return [value, at + index + 1];
    }
    return [value, at + 5];
  }

  /** 0 where there is no memory: what is called may be anything, and a pointer may lead anywhere. */
  #u32(at: number): number {
    const start = at >>> 0;
    return start + 4 <= this.#view.byteLength ? this.#view.getUint32(start, true) : 0;
  }

  #row(key: string, called: () => CalledFunction): ProfileRow {
    const known = this.#rows.get(key) ?? this.#newRow(called());
    this.#rows.set(key, known);
    return known;
  }
}
