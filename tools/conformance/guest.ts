import { AlthingError } from "../../protocol/errors.ts";
import { limits } from "../../runtime/limits.ts";
import { instrument, START_EXPORT } from "../../runtime/rewriter/instrument.ts";
import { Meter } from "../../runtime/sandbox/meter.ts";

/** As many pages as WebAssembly allows: the suite checks the language, not this runtime's limit. */
const options = { maximumPages: 65_536 };

/** A module that uses what no guest may; whatever the suite asserts of it is left out for this reason. */
export class LeftOut extends Error {}

/** The module as the rewriter makes it. @throws LeftOut; AlthingError for a module that is no WebAssembly */
export function compileMetered(source: Uint8Array): WebAssembly.Module {
  try {
    return new WebAssembly.Module(instrument(source, options).bytes);
  } catch (error) {
    throw reasonToLeaveOut(error) ?? error;
  }
}

function reasonToLeaveOut(error: unknown): LeftOut | undefined {
  if (!(error instanceof AlthingError)) return undefined;
  if (error.code === "ALT_RUNTIME_UNSUPPORTED_OPCODE") return new LeftOut(constructOf(error));
  return error.code.endsWith("_OVER_LIMIT") ? new LeftOut(error.code) : undefined;
}

/** "opcode 0xfd (SIMD)" is SIMD; each opcode of it is not a reason of its own. */
function constructOf({ figures }: AlthingError): string {
  const construct = String(figures.construct);
  return /^opcode .*\((.+)\)$/.exec(construct)?.[1] ?? construct;
}

/** An instance under a meter that a test of the suite never exhausts. */
export class Guest {
  readonly exports: Record<string, unknown>;
  readonly #meter: Meter;

  /** @throws WebAssembly.LinkError, WebAssembly.RuntimeError (a segment that does not fit) */
  constructor(module: WebAssembly.Module, imports: WebAssembly.Imports) {
    const instance = new WebAssembly.Instance(module, imports);
    this.exports = instance.exports;
    this.#meter = new Meter(instance);
  }

  refuel(): void {
    this.#meter.start(limits.callFuel);
  }

  runStart(): void {
    const start = this.exports[START_EXPORT];
    if (typeof start === "function") start();
  }

  /** Whether the last trap is the runtime's doing, not the program's. */
  get stoppedByMeter(): boolean {
    return this.#meter.fuel < 0n || this.#meter.tooDeep;
  }

  /** Whether the host has failed it, at any time. */
  get failedByHost(): boolean {
    return this.#meter.hostFault;
  }

  get tooDeep(): boolean {
    return this.#meter.tooDeep && this.#meter.fuel >= 0n;
  }
}
