import { ByteWriter } from "../../runtime/rewriter/byte-writer.ts";
import { f32, f64, i32, i64, ModuleBuilder, type Signature, type ValueTypeCode } from "./module-builder.ts";

const LOCAL_GET = 0x20;
const LOCAL_SET = 0x21;
const GLOBAL_GET = 0x23;
const CALL = 0x10;
/** As an argument (bits to float), and as a result (float to bits). */
const REINTERPRET: ReadonlyMap<ValueTypeCode, readonly [toFloat: number, toBits: number]> = new Map([
  [f32, [0xbe, 0xbc]],
  [f64, [0xbf, 0xbd]],
]);

const compiled = new Map<string, WebAssembly.Module>();

/**
 * Calls a WebAssembly function with bits and gives back bits, because a float that passes through JavaScript may lose
 * a NaN's. The function is called through a module that reinterprets on both sides.
 * @throws WebAssembly.LinkError if the function has another signature
 */
export function callWithBits(fn: unknown, signature: Signature, bits: readonly bigint[]): bigint[] {
  const module = remembered(`call ${JSON.stringify(signature)}`, () => callModule(signature));
  const { exports } = new WebAssembly.Instance(module, { from: { fn } });
  const run = exports.run as (...values: (number | bigint)[]) => unknown;
  return unsigned(run(...bits.map((value, index) => argument(value, signature.params[index]))));
}

/** The bits of a global. */
export function globalBits(global: unknown, type: ValueTypeCode): bigint | undefined {
  for (const mutable of [false, true]) {
    const module = remembered(`get ${type} ${mutable}`, () => globalModule(type, mutable));
    try {
      const { exports } = new WebAssembly.Instance(module, { from: { global } });
      return unsigned((exports.run as () => unknown)())[0];
    } catch (error) {
      if (!(error instanceof WebAssembly.LinkError)) throw error;
    }
  }
  return undefined;
}

function remembered(key: string, write: () => Uint8Array): WebAssembly.Module {
  const module = compiled.get(key) ?? new WebAssembly.Module(write());
  compiled.set(key, module);
  return module;
}

function callModule({ params, results }: Signature): Uint8Array {
  const module = new ModuleBuilder();
  module.importFunction("from", "fn", { params, results });
  const code = new ByteWriter();
  for (const [index, type] of params.entries()) {
    code.u8(LOCAL_GET).u32(index);
    reinterpret(code, type, 0);
  }
  code.u8(CALL, 0);
  for (const [index, type] of [...results.entries()].reverse()) {
    reinterpret(code, type, 1);
    code.u8(LOCAL_SET).u32(params.length + index);
  }
  for (const index of results.keys()) code.u8(LOCAL_GET).u32(params.length + index);
  const signature = { params: params.map(bitsType), results: results.map(bitsType) };
  module.exportFunction("run", module.addFunction(signature, signature.results, code.bytes()));
  return module.bytes();
}

function globalModule(type: ValueTypeCode, mutable: boolean): Uint8Array {
  const module = new ModuleBuilder();
  module.importGlobal("from", "global", type, mutable);
  const code = new ByteWriter().u8(GLOBAL_GET, 0);
  reinterpret(code, type, 1);
  module.exportFunction(
    "run",
    module.addFunction({ params: [], results: [bitsType(type)] }, [], code.bytes()),
  );
  return module.bytes();
}

function reinterpret(code: ByteWriter, type: ValueTypeCode, direction: 0 | 1): void {
  const opcodes = REINTERPRET.get(type);
  if (opcodes) code.u8(opcodes[direction]);
}

function bitsType(type: ValueTypeCode): ValueTypeCode {
  return type === f32 ? i32 : type === f64 ? i64 : type;
}

function argument(bits: bigint, type: ValueTypeCode | undefined): number | bigint {
  return type === i64 || type === f64 ? bits : Number(bits);
}

function unsigned(results: unknown): bigint[] {
  const list = results === undefined ? [] : Array.isArray(results) ? results : [results];
  return list.map((value) => BigInt.asUintN(typeof value === "bigint" ? 64 : 32, BigInt(value)));
}
