import { limits, PAGE_BYTES } from "../limits.ts";
import { charges } from "../rewriter/cost-table.ts";
import { START_EXPORT } from "../rewriter/instrument.ts";
import { CARD_SHIFT, MARKS_EXPORT } from "../rewriter/mark-writes.ts";
import { GuestTrap, HostFault } from "../sandbox/faults.ts";
import { LogBook } from "../sandbox/log-book.ts";
import { Meter } from "../sandbox/meter.ts";
import { CHUNK } from "../sandbox/snapshot.ts";
import { DirtyCards } from "./dirty-cards.ts";
import { type EngineExports, engineExports } from "./exports.ts";
import { engineImports } from "./imports.ts";
import { allocateMemory } from "./memory.ts";
import type { Handles } from "./session.ts";
import { imageOf, type Snapshot, takeSnapshot } from "./snapshot.ts";

/** The rewritten engine, ready to be instantiated in any thread. */
export interface EngineModule {
  readonly module: WebAssembly.Module;
  /** Exports of the engine's mutable globals. */
  readonly globals: readonly string[];
  /** Pages of memory that a fresh instance begins with. */
  readonly initialPages: number;
}

/** Memory grows by at least this much at a time, in pages. */
const GROWTH_STEP = 16;
const UTF8 = new TextDecoder();

/** One instance of QuickJS: memory, meter, imports and a few calls of its C interface. Values are pointers. */
export class QuickJsVm {
  readonly memory: WebAssembly.Memory;
  readonly engine: EngineExports;
  readonly meter: Meter;
  readonly globals: readonly WebAssembly.Global[];
  /** A byte for each card of the memory; 1 if it was written to. */
  readonly marks: Uint8Array;
  logs = new LogBook();
  readonly #instance: WebAssembly.Instance;
  readonly #source: EngineModule;
  readonly #marksMemory: WebAssembly.Memory;
  #dirty: DirtyCards | undefined;
  /** Pages that the next call's instance must be given anew, once this one's memory has grown. */
  #restoredPages = 0;
  /** Milliseconds; undefined while a function initialises, when the clock may not be read. */
  #now: number | undefined;
  #bytes: Uint8Array;

  private constructor(source: EngineModule, pages: number, hooks: WebAssembly.Imports = {}) {
    this.#source = source;
    this.memory = allocateMemory(pages);
    this.#instance = new WebAssembly.Instance(source.module, { ...hooks, ...this.#imports() });
    this.engine = engineExports(this.#instance);
    this.meter = new Meter(this.#instance);
    const { exports } = this.#instance;
    this.globals = source.globals.map((name) => exports[name] as WebAssembly.Global);
    this.#marksMemory = exports[MARKS_EXPORT] as WebAssembly.Memory;
    this.marks = new Uint8Array(this.#marksMemory.buffer);
    this.#bytes = new Uint8Array(this.memory.buffer);
  }

  /** An instance that has run nothing yet. */
  static fresh(source: EngineModule): QuickJsVm {
    return new QuickJsVm(source, source.initialPages);
  }

  /** @param hooks imports that were added to the engine: see `profiler/call-hooks.ts` */
  static restore(source: EngineModule, snapshot: Snapshot, hooks?: WebAssembly.Imports): QuickJsVm {
    const vm = new QuickJsVm(source, snapshot.memoryPages, hooks);
    vm.#restoredPages = Math.ceil(snapshot.bytes.length / PAGE_BYTES);
    for (const offset of snapshot.offsets) vm.mark(offset, CHUNK);
    vm.reset(snapshot);
    return vm;
  }

  /** Makes it what the snapshot holds, the one that it was restored from. False: its memory grew, and cannot shrink. */
  reset(snapshot: Snapshot): boolean {
    if (this.bytes.length !== snapshot.memoryPages * PAGE_BYTES) return false;
    this.#dirty ??= new DirtyCards(this.memory, this.#marksMemory, imageOf(snapshot));
    this.#dirty.restore();
    for (const [index, global] of this.globals.entries()) global.value = snapshot.globals[index] ?? 0;
    return true;
  }

  snapshot(handles: Handles): Snapshot {
    const pristine = QuickJsVm.fresh(this.#source).memory;
    return takeSnapshot(
      this.memory,
      pristine,
      this.globals.map(({ value }) => value),
      handles,
    );
  }

  /** Sets what `Date.now()` gives, in milliseconds. */
  setClock(now: number): void {
    this.#now = now;
  }

  /** Runs the module's own start function and constructors. */
  construct(): void {
    const start = this.#instance.exports[START_EXPORT];
    if (typeof start === "function") start();
    this.engine.construct();
  }

  /** The guest's memory. The view is another one after the memory grew. */
  get bytes(): Uint8Array {
    // Growth detaches the buffer.
    if (this.#bytes.length === 0) this.#bytes = new Uint8Array(this.memory.buffer);
    return this.#bytes;
  }

  /** Allocates on the guest's heap. @throws GuestTrap if it is full. */
  reserve(size: number): number {
    const at = this.engine.malloc(Math.max(size, 1));
    if (at === 0) throw new GuestTrap("out of memory");
    return at;
  }

  /** Writes into the guest's memory, marked as the guest's own writes are. */
  write(at: number, bytes: Uint8Array): void {
    this.bytes.set(bytes, at);
    this.mark(at, bytes.length);
  }

  /** Writes four bytes, little-endian. */
  writeUint32(at: number, value: number): void {
    new DataView(this.memory.buffer).setUint32(at, value, true);
    this.mark(at, 4);
  }

  /** Marks what the host wrote. */
  mark(at: number, length: number): void {
    if (length > 0) this.marks.fill(1, at >>> CARD_SHIFT, ((at + length - 1) >>> CARD_SHIFT) + 1);
  }

  /** Copies bytes into the guest's heap. @throws GuestTrap if it is full. */
  allocate(bytes: Uint8Array): number {
    this.meter.chargeBytes(bytes.length);
    const at = this.reserve(bytes.length);
    this.write(at, bytes);
    return at;
  }

  /** Allocates a string as C has it. */
  allocateText(text: string): number {
    return this.allocate(new TextEncoder().encode(`${text}\0`));
  }

  /** A copy of bytes in the guest's memory. @throws GuestTrap if they lie outside. */
  read(at: number, length: number): Uint8Array {
    const start = at >>> 0;
    if (start + length > this.bytes.length) throw new GuestTrap("a pointer leads out of memory");
    this.meter.chargeBytes(length);
    return this.bytes.slice(start, start + length);
  }

  /** Four bytes of the guest's memory, little-endian. @throws GuestTrap if they lie outside. */
  readUint32(at: number): number {
    if (at + 4 > this.bytes.length) throw new GuestTrap("a pointer leads out of memory");
    return new DataView(this.memory.buffer).getUint32(at, true);
  }

  /** A C string in the guest's memory, of at most `maximum` bytes. */
  readText(at: number, maximum: number): string {
    const end = this.bytes.indexOf(0, at);
    return UTF8.decode(this.read(at, Math.min((end < 0 ? this.bytes.length : end) - at, maximum)));
  }

  #imports(): WebAssembly.Imports {
    return engineImports({
      memory: this.memory,
      mark: (at, length) => this.mark(at, length),
      now: () => this.#readClock(),
      grow: (bytes) => this.#grow(bytes),
      log: (context, text) => this.#log(context, text),
      enter: () => this.meter.charge(charges.hostCall),
    });
  }

  #readClock(): number {
    if (this.#now === undefined) throw new GuestTrap("the clock was read outside a call");
    return this.#now;
  }

  #grow(toBytes: number): boolean {
    const pages = this.memory.buffer.byteLength / PAGE_BYTES;
    const needed = Math.ceil(toBytes / PAGE_BYTES);
    if (needed > limits.memoryPages) return false;
    const delta = Math.min(Math.max(needed, pages + GROWTH_STEP), limits.memoryPages) - pages;
    this.meter.charge((delta + this.#restoredPages) * charges.grownPage);
    this.#restoredPages = 0;
    try {
      this.memory.grow(delta);
    } catch (error) {
      throw new HostFault(`the machine has no memory for ${delta} more pages`, { cause: error });
    }
    return true;
  }

  #log(context: number, value: number): void {
    const text = this.engine.getString(context, value);
    if (text === 0) throw new GuestTrap("a log line is not text");
    this.logs.add(this.readText(text, limits.logBytes));
    this.engine.freeCString(context, text);
  }
}
