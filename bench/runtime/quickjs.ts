// QuickJS as its package publishes it, and the same rewritten by us, driven in the same way: what metering costs it.

import { limits } from "../../runtime/limits.ts";
import { engineBytes, meteredEngine as engineOfRuntime } from "../../runtime/quickjs/engine.ts";
import { type EngineExports, engineExports } from "../../runtime/quickjs/exports.ts";
import { Meter } from "../../runtime/sandbox/meter.ts";
import { BUDGET, type Guest } from "./guest.ts";

export interface Engine {
  readonly module: WebAssembly.Module;
  readonly initialPages: number;
  readonly metered: boolean;
}

/** Rewritten by us, as the runtime runs it. */
export async function meteredEngine(): Promise<Engine> {
  return { ...(await engineOfRuntime()), metered: true };
}

export async function unmeteredEngine(): Promise<Engine> {
  const { initialPages } = await engineOfRuntime();
  return { module: await WebAssembly.compile(await engineBytes()), initialPages, metered: false };
}

/** A script's functions, run by `engine`. `fuel` of an unmetered one is 0. */
export function scriptOn(engine: Engine, script: string): (name: string) => Guest {
  const vm = new BenchVm(engine);
  vm.evaluate(script);
  return (name) => ({
    run: (size) => Number(vm.evaluate(`${name}(${size})`)),
    fuel: (size) => vm.fuelOf(`${name}(${size})`),
  });
}

/** Just enough of the engine's C interface to evaluate scripts. Values are pointers, and leak. */
class BenchVm {
  readonly #memory: WebAssembly.Memory;
  readonly #engine: EngineExports;
  readonly #meter: Meter | undefined;
  readonly #context: number;

  constructor({ module, initialPages, metered }: Engine) {
    this.#memory = new WebAssembly.Memory({ initial: initialPages, maximum: limits.memoryPages });
    const instance = new WebAssembly.Instance(module, importsOf(module, this.#memory));
    this.#engine = engineExports(instance);
    this.#meter = metered ? new Meter(instance) : undefined;
    this.#meter?.start(BUDGET);
    this.#engine.construct();
    const runtime = this.#engine.newRuntime();
    this.#engine.setMaxStackSize(runtime, limits.scriptStackBytes);
    this.#context = this.#engine.newContext(runtime, 0);
  }

  /** @returns the script's value as text. @throws what the script throws, as text. */
  evaluate(script: string): string {
    this.#meter?.start(BUDGET);
    const text = this.#cString(script);
    const value = this.#engine.eval(
      this.#context,
      text,
      Buffer.byteLength(script),
      this.#cString("bench.js"),
      0,
      0,
    );
    const exception = this.#engine.resolveException(this.#context, value);
    if (exception !== 0) throw new Error(this.#text(this.#engine.dump(this.#context, exception)));
    const result = this.#text(this.#engine.getString(this.#context, value));
    this.#engine.free(text);
    return result;
  }

  fuelOf(script: string): bigint {
    this.evaluate(script);
    return this.#meter === undefined ? 0n : BUDGET - this.#meter.fuel;
  }

  #cString(text: string): number {
    const bytes = new TextEncoder().encode(`${text}\0`);
    const at = this.#engine.malloc(bytes.length);
    new Uint8Array(this.#memory.buffer).set(bytes, at);
    return at;
  }

  #text(at: number): string {
    const all = Buffer.from(this.#memory.buffer);
    return all.toString("utf8", at, all.indexOf(0, at));
  }
}

/** `a` is the memory and `k` grows it (see runtime/quickjs/imports.ts); nothing else is needed by what we run. */
function importsOf(module: WebAssembly.Module, memory: WebAssembly.Memory): WebAssembly.Imports {
  const functions = WebAssembly.Module.imports(module)
    .filter(({ kind }) => kind === "function")
    .map(({ name }): [string, () => number] => [name, () => 0]);
  const grow = (bytes: number): number => {
    const pages = Math.ceil((bytes >>> 0) / 65_536) - memory.buffer.byteLength / 65_536;
    if (pages > 0) memory.grow(pages);
    return 1;
  };
  return { a: { ...Object.fromEntries(functions), k: grow, a: memory } };
}
