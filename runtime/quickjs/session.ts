import { GuestTrap } from "../sandbox/faults.ts";
import type { QuickJsVm } from "./vm.ts";

/** Values inside the guest that a snapshot keeps for the host, as pointers into the guest's memory. */
export interface Handles {
  readonly runtime: number;
  readonly context: number;
  /** Functions of the SDK's prelude. */
  readonly announce: number;
  readonly dispatch: number;
  readonly settle: number;
  /** Where calls are written to, and answers read from, if they fit: `BUFFER_BYTES` each. */
  readonly input: number;
  readonly output: number;
}

const GLOBAL_CODE = 0;
const ALL_JOBS = -1;
const MESSAGE_BYTES = 2_000;

/** JavaScript inside one instance. Every method may throw GuestTrap, HostFault, or what V8 throws. */
export class Session {
  readonly #vm: QuickJsVm;
  readonly #runtime: number;
  readonly #context: number;

  constructor(vm: QuickJsVm, handles: Pick<Handles, "runtime" | "context">) {
    this.#vm = vm;
    this.#runtime = handles.runtime;
    this.#context = handles.context;
  }

  /** Runs a script; gives its value. */
  evaluate(source: string, file: string): number {
    const text = this.#vm.allocateText(source);
    const name = this.#vm.allocateText(file);
    const length = Buffer.byteLength(source);
    const value = this.#vm.engine.eval(this.#context, text, length, name, 0, GLOBAL_CODE);
    this.#vm.engine.free(text);
    return this.#checked(value);
  }

  call(callee: number, ...values: number[]): number {
    const { engine } = this.#vm;
    const list = values.length > 0 ? this.#vm.allocate(new Uint8Array(new Uint32Array(values).buffer)) : 0;
    return this.#checked(engine.call(this.#context, callee, engine.getUndefined(), values.length, list));
  }

  /** Runs the jobs that promises have queued, and those that they queue. */
  runJobs(): void {
    const { engine } = this.#vm;
    if (engine.isJobPending(this.#runtime) === 0) return;
    engine.executePendingJob(this.#runtime, ALL_JOBS, this.#vm.allocate(new Uint8Array(4)));
  }

  hostFunction(name: string): number {
    return this.#live(this.#vm.engine.newFunction(this.#context, this.#vm.allocateText(name), 1, 0, 0));
  }

  string(text: string): number {
    return this.#live(this.#vm.engine.newString(this.#context, this.#vm.allocateText(text)));
  }

  /** A new ArrayBuffer, all zero, and where its bytes are. */
  arrayBuffer(length: number): { value: number; data: number } {
    const data = this.#vm.allocate(new Uint8Array(length));
    return { value: this.#live(this.#vm.engine.newArrayBuffer(this.#context, data, length)), data };
  }

  property(value: number, name: string): number {
    return this.#live(this.#vm.engine.getProp(this.#context, value, this.string(name)));
  }

  /** The text of a JavaScript value, cut after `maximum` bytes. */
  text(value: number, maximum: number): string {
    return this.#vm.readText(this.#live(this.#vm.engine.getString(this.#context, value)), maximum);
  }

  /**
   * Where a copy of an ArrayBuffer's bytes is.
   * @throws GuestTrap if the value is none, or holds fewer than `length` bytes
   */
  copyOf(value: number, length: number): number {
    const { engine } = this.#vm;
    const data = engine.getArrayBuffer(this.#context, value) >>> 0;
    const size = data === 0 ? -1 : engine.getArrayBufferLength(this.#context, value) >>> 0;
    if (size < length) throw new GuestTrap("the answer is not where it should be");
    return data;
  }

  /** Turns a JavaScript exception that nothing in the guest caught into a trap. */
  #checked(value: number): number {
    const exception = this.#vm.engine.resolveException(this.#context, this.#live(value));
    if (exception === 0) return value;
    const dump = this.#live(this.#vm.engine.dump(this.#context, exception));
    throw new GuestTrap(describe(this.#vm.readText(dump, MESSAGE_BYTES)));
  }

  /** The engine's interface gives a null pointer when it has no memory left for a value. */
  #live(pointer: number): number {
    if (pointer === 0) throw new GuestTrap("out of memory");
    return pointer;
  }
}

/** Name and message of a dumped error; the engine dumps errors as JSON. */
function describe(dump: string): string {
  try {
    const { name, message } = JSON.parse(dump) as { name?: unknown; message?: unknown };
    return message === undefined ? dump : `${name}: ${message}`;
  } catch {
    return dump;
  }
}
