import { fail } from "../../protocol/errors.ts";
import { type Module, parseModule, unsupported } from "./module.ts";
import { checkModule } from "./module-limits.ts";
import { ModuleRewriter } from "./module-rewriter.ts";

/** Exports that the rewriter adds; a guest's own may not begin with the prefix. */
const RESERVED = "althing:";
export const METER_EXPORT = `${RESERVED}meter`;
export const FAULT_EXPORT = `${RESERVED}fault`;
export const ALTERED_EXPORT = `${RESERVED}altered`;
export const START_EXPORT = `${RESERVED}start`;

/** Raised whenever the same module would come out rewritten in another way. */
export const REWRITER_VERSION = 6;

export interface InstrumentedModule {
  readonly bytes: Uint8Array;
  /** Exports of all mutable globals of the guest's own, hidden ones too: a snapshot saves them. */
  readonly globals: readonly string[];
  /** Pages that its memory, own or imported, begins with. */
  readonly initialPages: number;
}

export interface InstrumentOptions {
  /** The memory limit, in pages of 64 KiB; growing past it fails as WebAssembly says. */
  readonly maximumPages: number;
  /** The functions' code is known to need little stack once it is optimised, so that its size is not charged as depth. */
  readonly slimFrames?: boolean;
}

/**
 * Rewrites a module so that it meters itself. It then exports the i64 global `althing:meter` (see meter-layout.ts and
 * sandbox/meter.ts: set before each call), the i32 global `althing:fault` (1: the host had no memory, and there is no
 * result), the i32 global `althing:altered` (1: the table or a segment is no longer what it was, which restoring memory
 * and globals does not undo), and `althing:start`, if the module has a start function, which no longer runs by itself.
 * @throws ALT_RUNTIME_MALFORMED_MODULE, ALT_RUNTIME_UNSUPPORTED_OPCODE, ALT_GUEST_RESERVED_EXPORT,
 *   ALT_GUEST_MEMORY_OVER_LIMIT, ALT_GUEST_MODULE_OVER_LIMIT
 */
export function instrument(source: Uint8Array, options: InstrumentOptions): InstrumentedModule {
  const module = parseModule(source);
  if (module.memories.length > 1) throw unsupported("more than one memory", 0);
  checkModule(module, source);
  if (!WebAssembly.validate(source)) {
    throw fail("ALT_RUNTIME_MALFORMED_MODULE", { fault: "it does not validate", offset: 0 });
  }
  const taken = module.exports.find(({ name }) => name.startsWith(RESERVED));
  if (taken) throw fail("ALT_GUEST_RESERVED_EXPORT", { name: taken.name });
  const globals = mutableGlobals(module);
  const bytes = new ModuleRewriter(source, module, options).rewrite({
    meter: METER_EXPORT,
    fault: FAULT_EXPORT,
    altered: ALTERED_EXPORT,
    start: START_EXPORT,
    globals,
  });
  return { bytes, globals: globals.map(({ name }) => name), initialPages: module.memories[0]?.minimum ?? 0 };
}

function mutableGlobals(module: Module): { name: string; index: number }[] {
  return module.globals.flatMap(({ mutable }, index) =>
    mutable ? [{ name: `${RESERVED}global:${index}`, index }] : [],
  );
}
