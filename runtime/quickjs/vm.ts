import { limits } from "../limits.ts";
import { charges } from "../rewriter/cost-table.ts";
import { START_EXPORT } from "../rewriter/instrument.ts";
import { GuestTrap, HostFault } from "../sandbox/faults.ts";
import { LogBook } from "../sandbox/log-book.ts";
import { Meter } from "../sandbox/meter.ts";
import { restoreMemory, type Snapshot, takeSnapshot } from "../sandbox/snapshot.ts";
import { type EngineExports, engineExports } from "./exports.ts";
import { engineImports } from "./imports.ts";
import type { Handles } from "./session.ts";

/** The rewritten engine, ready to be instantiated in any thread. */
export interface EngineModule {
  readonly module: WebAssembly.Module;
  /** Exports of the engine's mutable globals. */
  readonly globals: readonly string[];
  /** Pages of memory that a fresh instance begins with. */
  readonly initialPages: number;
}

const PAGE = 65_536;
/** Memory grows by at least this much at a time, in pages. */
const GROWTH_STEP = 16;
const UTF8 = new TextDecoder();

/** One instance of QuickJS: memory, meter, imports and a few calls of its C interface. Values are pointers. */
export class QuickJsVm {
  readonly memory: WebAssembly.Memory;
  readonly engine: EngineExports;
  readonly meter: Meter;
  readonly logs = new LogBook();
  readonly #instance: WebAssembly.Instance;
  readonly #source: EngineModule;
  /** Milliseconds; undefined while a function initialises, when the clock may not be read. */
  #now: number | undefined;

  private constructor(source: EngineModule, pages: number) {
    this.#source = source;
    this.memory = allocateMemory(pages);
    this.#instance = new WebAssembly.Instance(source.module, this.#imports());
    this.engine = engineExports(this.#instance);
    this.meter = new Meter(this.#instance);
  }

  /** An instance that has run nothing yet. */
  static fresh(source: EngineModule): QuickJsVm {
    return new QuickJsVm(source, source.initialPages);
  }

  static restore(source: EngineModule, snapshot: Snapshot): QuickJsVm {
    const vm = new QuickJsVm(source, snapshot.memoryPages);
    restoreMemory(vm.memory, snapshot);
    for (const [index, global] of vm.#globals().entries()) global.value = snapshot.globals[index] ?? 0;
    return vm;
  }

  snapshot(handles: Handles): Snapshot {
    const pristine = QuickJsVm.fresh(this.#source).memory;
    return takeSnapshot(
      this.memory,
      pristine,
      this.#globals().map(({ value }) => value),
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

  /** Copies bytes into the guest's heap. @throws GuestTrap if it is full. */
  allocate(bytes: Uint8Array): number {
    this.meter.chargeBytes(bytes.length);
    const at = this.engine.malloc(Math.max(bytes.length, 1));
    if (at === 0) throw new GuestTrap("out of memory");
    new Uint8Array(this.memory.buffer).set(bytes, at);
    return at;
  }

  /** Allocates a string as C has it. */
  allocateText(text: string): number {
    return this.allocate(new TextEncoder().encode(`${text}\0`));
  }

  /** A copy of bytes in the guest's memory. @throws GuestTrap if they lie outside. */
  read(at: number, length: number): Uint8Array {
    const start = at >>> 0;
    if (start + length > this.memory.buffer.byteLength) throw new GuestTrap("a pointer leads out of memory");
    this.meter.chargeBytes(length);
    return new Uint8Array(this.memory.buffer, start, length).slice();
  }

  /** A C string in the guest's memory, of at most `maximum` bytes. */
  readText(at: number, maximum: number): string {
    const all = new Uint8Array(this.memory.buffer);
    const end = all.indexOf(0, at);
    return UTF8.decode(this.read(at, Math.min((end < 0 ? all.length : end) - at, maximum)));
  }

  #globals(): WebAssembly.Global[] {
    return this.#source.globals.map((name) => this.#instance.exports[name] as WebAssembly.Global);
  }

  #imports(): WebAssembly.Imports {
    return engineImports({
      memory: this.memory,
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
    const pages = this.memory.buffer.byteLength / PAGE;
    const needed = Math.ceil(toBytes / PAGE);
    if (needed > limits.memoryPages) return false;
    const delta = Math.min(Math.max(needed, pages + GROWTH_STEP), limits.memoryPages) - pages;
    this.meter.charge(delta * charges.grownPage);
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

function allocateMemory(pages: number): WebAssembly.Memory {
  try {
    return new WebAssembly.Memory({ initial: pages, maximum: limits.memoryPages });
  } catch (error) {
    throw new HostFault(`the machine has no memory for ${pages} pages`, { cause: error });
  }
}
