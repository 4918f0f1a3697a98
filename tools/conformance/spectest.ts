import { ByteWriter } from "../../runtime/rewriter/byte-writer.ts";
import { f32, f64, i32, i64, ModuleBuilder } from "../wasm/module-builder.ts";

/**
 * The module `spectest` that the suite's modules import from: a module of its own, so that linking sees real types.
 * Source: the suite's interpreter/README.md, "Spectest host module".
 */
export function spectest(): Record<string, unknown> {
  const module = new ModuleBuilder();
  const printers = [
    ["print", []],
    ["print_i32", [i32]],
    ["print_i64", [i64]],
    ["print_f32", [f32]],
    ["print_f64", [f64]],
    ["print_i32_f32", [i32, f32]],
    ["print_f64_f64", [f64, f64]],
  ] as const;
  for (const [name, params] of printers) {
    module.exportFunction(name, module.addFunction({ params, results: [] }, [], new Uint8Array()));
  }
  module.addTable(10, 20);
  module.exportTable("table", 0);
  module.addMemory(1, 2);
  module.exportMemory("memory", 0);
  const single = new Uint8Array(Float32Array.of(666.6).buffer);
  const double = new Uint8Array(Float64Array.of(666.6).buffer);
  module.addGlobal(i32, false, new ByteWriter().u8(0x41).signed(666).bytes());
  module.addGlobal(i64, false, new ByteWriter().u8(0x42).signed(666n).bytes());
  module.addGlobal(f32, false, new ByteWriter().u8(0x43).raw(single).bytes());
  module.addGlobal(f64, false, new ByteWriter().u8(0x44).raw(double).bytes());
  for (const [index, type] of ["i32", "i64", "f32", "f64"].entries())
    module.exportGlobal(`global_${type}`, index);
  return new WebAssembly.Instance(new WebAssembly.Module(module.bytes())).exports;
}
