import { AlthingError } from "../../protocol/errors.ts";
import { limits } from "../../runtime/limits.ts";
import { instrument, START_EXPORT } from "../../runtime/rewriter/instrument.ts";
import { Meter } from "../../runtime/sandbox/meter.ts";

/** Enough for a table operation on 2^32 elements to fail by its bounds. */
const FUEL = 2n ** 42n;

/** As many pages as WebAssembly allows: the suite checks the language, not this runtime's limit. */
const ALL_PAGES = 65_536;

/** A module that uses what no guest may; whatever the suite asserts of it is left out for this reason. */
export class LeftOut extends Error {}

/**
 * The module as the rewriter makes it, and the pages that its memory begins with.
 * @throws LeftOut; AlthingError for a module that is no WebAssembly, or that we refuse without having a right to
 */
export function compileMetered(source: Uint8Array, maximumPages = ALL_PAGES) {
  try {
    const { bytes, initialPages } = instrument(source, { maximumPages });
    return { module: new WebAssembly.Module(bytes), initialPages };
  } catch (error) {
    throw reasonToLeaveOut(error) ?? error;
  }
}

/** What of core 2.0 the runtime refuses. A refusal for anything else is a fault of ours, and fails the assertion. */
const refusedFeatures = new Set([
  "SIMD",
  "reference types",
  "more than one table",
  "a table that does not hold functions",
]);

export function reasonToLeaveOut(error: unknown): LeftOut | undefined {
  if (!(error instanceof AlthingError)) return undefined;
  const construct = String(error.figures.construct);
  if (error.code === "ALT_GUEST_MODULE_OVER_LIMIT" && construct === "table elements") {
    return new LeftOut(`more than ${limits.tableElements} table elements`);
  }
  const feature = featureOf(construct);
  const refused = error.code === "ALT_RUNTIME_UNSUPPORTED_OPCODE" && refusedFeatures.has(feature);
  return refused ? new LeftOut(feature) : undefined;
}

/** "opcode 0xfd (SIMD)" and "value type v128 (SIMD)" are SIMD; neither is a reason of its own. */
function featureOf(construct: string): string {
  return /\((.+)\)$/.exec(construct)?.[1] ?? construct;
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
    this.#meter.start(FUEL);
  }

  runStart(): void {
    const start = this.exports[START_EXPORT];
    if (typeof start === "function") start();
  }

  /** Whether the last trap is the runtime's doing, not the program's. */
  get stoppedByMeter(): boolean {
    return this.#meter.fuel < 0n || this.#meter.tooDeep;
  }

  get tooDeep(): boolean {
    return this.#meter.tooDeep && this.#meter.fuel >= 0n;
  }
}
