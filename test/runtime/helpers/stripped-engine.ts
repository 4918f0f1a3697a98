import { limits } from "../../../runtime/limits.ts";
import { engineBytes } from "../../../runtime/quickjs/engine.ts";
import type { EngineModule } from "../../../runtime/quickjs/vm.ts";
import { ByteReader } from "../../../runtime/rewriter/byte-reader.ts";
import { ByteWriter } from "../../../runtime/rewriter/byte-writer.ts";
import { instrument } from "../../../runtime/rewriter/instrument.ts";
import { parseModule, SectionId } from "../../../runtime/rewriter/module.ts";

const HELPERS = 2;

/**
 * The engine as the rewriter makes it, counters and all, but with the code that it had before: nothing is charged. It
 * shows that the tests of metering would notice if the instrumentation were gone.
 */
export async function strippedEngine(): Promise<EngineModule> {
  const original = await engineBytes();
  const { bytes, globals, initialPages } = instrument(original, { maximumPages: limits.memoryPages });
  return { module: new WebAssembly.Module(withCode(bytes, original)), globals, initialPages };
}

function withCode(instrumented: Uint8Array, original: Uint8Array): Uint8Array {
  const bodies = [...bodiesOf(original), ...bodiesOf(instrumented).slice(-HELPERS)];
  const code = new ByteWriter().u32(bodies.length);
  for (const body of bodies) code.sized(body);
  const module = new ByteWriter().raw(instrumented.subarray(0, 8));
  for (const [id, payload] of parseModule(instrumented).sections) {
    module.u8(id).sized(id === SectionId.code ? code.bytes() : payload);
  }
  return module.bytes();
}

function bodiesOf(module: Uint8Array): Uint8Array[] {
  const reader = new ByteReader(parseModule(module).sections.get(SectionId.code) ?? new Uint8Array([0]));
  return reader.vector(() => reader.take(reader.u32()));
}
