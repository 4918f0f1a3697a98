import { rewriteEngine } from "../../runtime/quickjs/engine.ts";
import { boot, initialise } from "../../runtime/quickjs/guest.ts";
import { instantiateScript, ScriptInstance } from "../../runtime/quickjs/instance.ts";
import type { Snapshot } from "../../runtime/quickjs/snapshot.ts";
import type { EngineModule } from "../../runtime/quickjs/vm.ts";
import type { Meter } from "../../runtime/sandbox/meter.ts";
import { WasmInstance } from "../../runtime/wasm/instance.ts";
import { prepare } from "../../runtime/wasm/prepare.ts";
import type { Artefact, CaseFile } from "./case.ts";

export type Instance = WasmInstance | ScriptInstance;

/** Makes instances of a loaded artefact; or a word on why it did not load. */
export type Subject = (() => Instance) | string;

/** Loads artefacts as the runtime does, in this very thread. */
export class Subjects {
  readonly #file: CaseFile;
  readonly #loaded = new Map<number, Subject>();
  #script: { readonly engine: EngineModule; readonly booted: Snapshot } | undefined;

  constructor(file: CaseFile) {
    this.#file = file;
  }

  get(index: number): Subject {
    const known = this.#loaded.get(index) ?? this.#load(this.#file.artefacts[index]);
    this.#loaded.set(index, known);
    return known;
  }

  #load(artefact: Artefact | undefined): Subject {
    if (!artefact) throw new RangeError("there is no such artefact");
    const bytes = Buffer.from(artefact.bytes, "base64");
    return artefact.kind === "wasm" ? loadModule(bytes) : this.#loadScript(bytes);
  }

  #loadScript(bytes: Buffer): Subject {
    this.#script ??= startEngine(this.#file);
    const { engine, booted } = this.#script;
    const ended = initialise(engine, booted, bytes.toString());
    return ended.kind === "ready" ? () => instantiateScript(engine, ended.snapshot) : ended.kind;
  }
}

function loadModule(bytes: Uint8Array): Subject {
  const prepared = prepare(bytes);
  if (prepared.kind !== "ready") return prepared.kind;
  const { program } = prepared;
  return () => new WasmInstance(program, program.snapshot);
}

function startEngine(file: CaseFile): { engine: EngineModule; booted: Snapshot } {
  const { bytes, ...rewritten } = rewriteEngine(Buffer.from(file.engine, "base64"));
  const engine = { module: new WebAssembly.Module(bytes), ...rewritten };
  return { engine, booted: boot(engine, file.prelude) };
}

/** All that a call can leave behind. */
export interface State {
  readonly memory: Uint8Array;
  /** As text. */
  readonly globals: string;
  readonly meter: Meter;
}

export function stateOf(instance: Instance): State {
  const script = instance instanceof ScriptInstance;
  const { memory, meter } = script ? instance.vm : instance;
  const globals = script ? instance.vm.globals.map(({ value }) => value) : instance.globalValues;
  return { memory: new Uint8Array(memory.buffer), globals: globals.join(" "), meter };
}
