import { limits } from "../../runtime/limits.ts";
import { engineBytes } from "../../runtime/quickjs/engine.ts";
import type { EngineModule } from "../../runtime/quickjs/vm.ts";
import { ByteReader } from "../../runtime/rewriter/byte-reader.ts";
import { ByteWriter } from "../../runtime/rewriter/byte-writer.ts";
import { Op, ValueType } from "../../runtime/rewriter/emit.ts";
import { FAULT_EXPORT, instrument, METER_EXPORT } from "../../runtime/rewriter/instrument.ts";
import { markWrites } from "../../runtime/rewriter/mark-writes.ts";
import { ExternalKind, parseModule, SectionId } from "../../runtime/rewriter/module.ts";

/**
 * The engine as its package has it, with the rewriter's globals but none of its code: nothing is charged. It shows
 * that the tests of metering would notice if the instrumentation were gone.
 */
export async function strippedEngine(): Promise<EngineModule> {
  const original = await engineBytes();
  const { globals, initialPages } = instrument(original, { maximumPages: limits.memoryPages });
  const stripped = markWrites(withGlobals(original, globals), { maximumPages: limits.memoryPages });
  return { module: new WebAssembly.Module(stripped), globals, initialPages };
}

function withGlobals(original: Uint8Array, saved: readonly string[]): Uint8Array {
  const { sections, globals } = parseModule(original);
  const added = [counter(ValueType.i64, Op.i64Const), counter(ValueType.i32, Op.i32Const)];
  const exported = [METER_EXPORT, FAULT_EXPORT].map((name, index) =>
    exportEntry(name, globals.length + index),
  );
  const own = saved.map((name) => exportEntry(name, Number(name.split(":").at(-1))));
  const module = new ByteWriter().raw(original.subarray(0, 8));
  for (const [id, payload] of sections) {
    if (id === SectionId.global) module.u8(id).sized(appended(payload, added));
    else if (id === SectionId.export) module.u8(id).sized(appended(payload, [...exported, ...own]));
    else module.u8(id).sized(payload);
  }
  return module.bytes();
}

function counter(type: number, constant: number): Uint8Array {
  return Uint8Array.of(type, 1, constant, 0, Op.end);
}

function exportEntry(name: string, index: number): Uint8Array {
  return new ByteWriter().name(name).u8(ExternalKind.global).u32(index).bytes();
}

/** A section's vector with entries added at its end. */
function appended(payload: Uint8Array, entries: readonly Uint8Array[]): Uint8Array {
  const reader = new ByteReader(payload);
  const section = new ByteWriter().u32(reader.u32() + entries.length);
  section.raw(reader.take(reader.end - reader.offset));
  for (const entry of entries) section.raw(entry);
  return section.bytes();
}
