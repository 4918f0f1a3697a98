import { keccak256 } from "ethers";
import { AlthingError, fail } from "../protocol/errors.ts";
import { checkArtefact } from "./checks.ts";
import { limits } from "./limits.ts";
import { prelude } from "./prelude.ts";
import { hookedProgram } from "./profiler/hooked-program.ts";
import { type Profile, profileOf } from "./profiler/profile.ts";
import { meteredEngine } from "./quickjs/engine.ts";
import type { Initialisation } from "./quickjs/guest.ts";
import type { Snapshot } from "./quickjs/snapshot.ts";
import { RecentMap } from "./recent-map.ts";
import type { Artefact, Call, Execution } from "./types.ts";
import type { Prepared } from "./wasm/prepare.ts";
import { encodeCall } from "./workers/call-record.ts";
import { WorkerPool } from "./workers/pool.ts";
import type { Program } from "./workers/program.ts";

export interface RuntimeOptions {
  /** Worker threads at most; 1 if left out. */
  readonly workers?: number;
  /**
   * Milliseconds of wall-clock time after which a stuck call's worker is killed; 60,000 if left out. Where calls went to
   * the worker together, it may take up to twice as long. It never makes an outcome: the stuck call is rejected with
   * ALT_RUNTIME_HOST_FAULT, and the others run elsewhere.
   */
  readonly killAfterMs?: number;
}

const PROGRAM = Symbol("program");
/** Names a loaded function to the threads. */
const ID = Symbol("id");
/** Counts for the whole process: a function loaded by one runtime may be called on another. */
let nextId = 0;

/** A function that has been initialised. Calls of it never affect each other. */
export interface LoadedFunction {
  /** keccak256 of the artefact's bytes. */
  readonly codeHash: string;
  /** The ABI that the function announced: human-readable fragments, as its author wrote them. */
  readonly abi: readonly string[];
  readonly [PROGRAM]: Program;
  readonly [ID]: number;
}

/** Loaded functions that a runtime keeps: the least recently used one goes first. */
const KEPT_FUNCTIONS = 64;

/**
 * The metered sandbox. It knows no chain, database or network: an execution depends on the artefact, the call, and the
 * execution domain (see `domain.ts`) alone, and is the same on every machine.
 *
 * @example
 * const runtime = createRuntime();
 * const traits = await runtime.load({ kind: "js", bytes });
 * const { outcome, result, fuelUsed } = await runtime.call(traits, { calldata, context, fuelLimit: 10_000_000n, maxResultBytes: 1024 });
 * await runtime.close();
 */
export function createRuntime(options: RuntimeOptions = {}): Runtime {
  return new Runtime(options);
}

export class Runtime {
  readonly #options: Required<RuntimeOptions>;
  readonly #functions = new RecentMap<string, Promise<LoadedFunction>>(KEPT_FUNCTIONS);
  #pool: WorkerPool | undefined;
  #booted: Promise<Snapshot> | undefined;
  #closed = false;

  constructor({ workers = 1, killAfterMs = 60_000 }: RuntimeOptions) {
    this.#options = { workers, killAfterMs };
  }

  /**
   * Makes an artefact a function: validates it and runs its top-level code or start function, once.
   * @throws ALT_GUEST_INITIALISATION_FAILED, ALT_GUEST_INITIALISATION_OUT_OF_FUEL, ALT_RUNTIME_HOST_FAULT,
   *   ALT_GUEST_ARTEFACT_OVER_LIMIT, ALT_RUNTIME_CLOSED; for a module also ALT_RUNTIME_MALFORMED_MODULE,
   *   ALT_RUNTIME_UNSUPPORTED_OPCODE, ALT_GUEST_MEMORY_OVER_LIMIT, ALT_GUEST_MODULE_OVER_LIMIT,
   *   ALT_GUEST_RESERVED_EXPORT, ALT_GUEST_IMPORT_REFUSED, ALT_GUEST_EXPORT_MISSING
   */
  load(artefact: Artefact): Promise<LoadedFunction> {
    const codeHash = keccak256(artefact.bytes);
    const key = `${artefact.kind}:${codeHash}`;
    const known = this.#functions.get(key);
    if (known) return known;
    const loading = this.#initialise(artefact, codeHash);
    this.#functions.set(key, loading);
    // What failed may succeed next time: a host fault says nothing about the artefact.
    loading.catch(() => this.#functions.delete(key));
    return loading;
  }

  /**
   * Runs one call from the function's snapshot. Calls that are asked for together go to the threads together.
   * @throws ALT_RUNTIME_HOST_FAULT (never sign anything then), ALT_RUNTIME_CALL_INVALID, ALT_RUNTIME_CLOSED
   */
  async call(fn: LoadedFunction, call: Call): Promise<Execution> {
    return this.#workers().runCall(fn[ID], fn[PROGRAM], encodeCall(fn[ID], call));
  }

  /**
   * Runs one call and says which functions burnt its fuel. For whoever writes a function: it is slower than `call`,
   * whose execution it gives all the same.
   * @throws as `load` and `call`
   */
  async profile(artefact: Artefact, call: Call): Promise<Profile> {
    const fn = await this.load(artefact);
    const record = encodeCall(fn[ID], call);
    const program = await hookedProgram(fn[PROGRAM], artefact.bytes);
    return profileOf(await this.#workers().runJob("profile", { program, record }), artefact);
  }

  /** Ends the workers. Calls that still run or wait are rejected with ALT_RUNTIME_CLOSED. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#pool?.close();
  }

  async #initialise(artefact: Artefact, codeHash: string): Promise<LoadedFunction> {
    checkArtefact(artefact);
    const pool = this.#workers();
    const { bytes } = artefact;
    const { program, abi } =
      artefact.kind === "js"
        ? await this.#initialiseScript(bytes, pool)
        : ready(await pool.runJob("prepare", { bytes }));
    return { codeHash, abi, [PROGRAM]: program, [ID]: nextId++ };
  }

  async #initialiseScript(bytes: Uint8Array, pool: WorkerPool) {
    const [engine, booted] = await Promise.all([meteredEngine(), this.#boot(pool)]);
    const source = new TextDecoder().decode(bytes);
    const { snapshot, abi } = ready(await pool.runJob("initialise", { engine, booted, source }));
    return { program: { kind: "js", engine, snapshot } as const, abi };
  }

  #boot(pool: WorkerPool): Promise<Snapshot> {
    this.#booted ??= Promise.all([meteredEngine(), prelude()])
      .then(([engine, source]) => pool.runJob("boot", { engine, prelude: source }))
      .catch((error: unknown) => {
        this.#booted = undefined;
        throw error;
      });
    return this.#booted;
  }

  #workers(): WorkerPool {
    if (this.#closed) throw fail("ALT_RUNTIME_CLOSED");
    this.#pool ??= new WorkerPool(this.#options);
    return this.#pool;
  }
}

/** @throws the error that says why it is not ready */
function ready<Result extends Initialisation | Prepared>(ended: Result): Extract<Result, { kind: "ready" }> {
  switch (ended.kind) {
    case "ready":
      return ended as Extract<Result, { kind: "ready" }>;
    case "refused":
      throw new AlthingError(ended.code, ended.figures);
    case "trapped":
      throw fail("ALT_GUEST_INITIALISATION_FAILED", { fault: ended.reason });
    case "outOfFuel":
      throw fail("ALT_GUEST_INITIALISATION_OUT_OF_FUEL", { limit: limits.initialisationFuel });
  }
}

/** What the threads are given of a function: for measurements in threads of one's own. */
export function programOf(fn: LoadedFunction): Program {
  return fn[PROGRAM];
}
