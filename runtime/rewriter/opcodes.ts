/** What follows an opcode in the binary. */
export type Immediate =
  | "none"
  | "block"
  | "index"
  | "index2"
  | "memarg"
  | "memory"
  | "memory2"
  | "dataMemory"
  | "i32"
  | "i64"
  | "f32"
  | "f64"
  | "targets"
  | "types";

export interface Opcode {
  readonly name: string;
  readonly immediate: Immediate;
}

/** Opcodes behind the prefix 0xFC are numbered from here, so that one number names every opcode. */
export const PREFIX_FC = 0xfc00;

/**
 * Every opcode that a guest may use (WebAssembly core 2.0 without SIMD and reference types): what is not in here is refused, so a new
 * proposal is never accepted by accident. Source: WebAssembly Core Specification 2.0, section 5.4.
 */
export const opcodes: ReadonlyMap<number, Opcode> = new Map([
  ...row(0x00, "none", "unreachable nop"),
  ...row(0x02, "block", "block loop if"),
  ...row(0x05, "none", "else"),
  ...row(0x0b, "none", "end"),
  ...row(0x0c, "index", "br br_if"),
  ...row(0x0e, "targets", "br_table"),
  ...row(0x0f, "none", "return"),
  ...row(0x10, "index", "call"),
  ...row(0x11, "index2", "call_indirect"),
  ...row(0x1a, "none", "drop select"),
  ...row(0x1c, "types", "select_typed"),
  ...row(0x20, "index", "local.get local.set local.tee global.get global.set"),
  ...row(
    0x28,
    "memarg",
    "i32.load i64.load f32.load f64.load i32.load8_s i32.load8_u i32.load16_s i32.load16_u i64.load8_s i64.load8_u",
    "i64.load16_s i64.load16_u i64.load32_s i64.load32_u i32.store i64.store f32.store f64.store i32.store8",
    "i32.store16 i64.store8 i64.store16 i64.store32",
  ),
  ...row(0x3f, "memory", "memory.size memory.grow"),
  ...row(0x41, "i32", "i32.const"),
  ...row(0x42, "i64", "i64.const"),
  ...row(0x43, "f32", "f32.const"),
  ...row(0x44, "f64", "f64.const"),
  ...row(
    0x45,
    "none",
    "i32.eqz i32.eq i32.ne i32.lt_s i32.lt_u i32.gt_s i32.gt_u i32.le_s i32.le_u i32.ge_s i32.ge_u",
    "i64.eqz i64.eq i64.ne i64.lt_s i64.lt_u i64.gt_s i64.gt_u i64.le_s i64.le_u i64.ge_s i64.ge_u",
    "f32.eq f32.ne f32.lt f32.gt f32.le f32.ge f64.eq f64.ne f64.lt f64.gt f64.le f64.ge",
    "i32.clz i32.ctz i32.popcnt i32.add i32.sub i32.mul i32.div_s i32.div_u i32.rem_s i32.rem_u",
    "i32.and i32.or i32.xor i32.shl i32.shr_s i32.shr_u i32.rotl i32.rotr",
    "i64.clz i64.ctz i64.popcnt i64.add i64.sub i64.mul i64.div_s i64.div_u i64.rem_s i64.rem_u",
    "i64.and i64.or i64.xor i64.shl i64.shr_s i64.shr_u i64.rotl i64.rotr",
    "f32.abs f32.neg f32.ceil f32.floor f32.trunc f32.nearest f32.sqrt f32.add f32.sub f32.mul f32.div f32.min",
    "f32.max f32.copysign",
    "f64.abs f64.neg f64.ceil f64.floor f64.trunc f64.nearest f64.sqrt f64.add f64.sub f64.mul f64.div f64.min",
    "f64.max f64.copysign",
    "i32.wrap_i64 i32.trunc_f32_s i32.trunc_f32_u i32.trunc_f64_s i32.trunc_f64_u",
    "i64.extend_i32_s i64.extend_i32_u i64.trunc_f32_s i64.trunc_f32_u i64.trunc_f64_s i64.trunc_f64_u",
    "f32.convert_i32_s f32.convert_i32_u f32.convert_i64_s f32.convert_i64_u f32.demote_f64",
    "f64.convert_i32_s f64.convert_i32_u f64.convert_i64_s f64.convert_i64_u f64.promote_f32",
    "i32.reinterpret_f32 i64.reinterpret_f64 f32.reinterpret_i32 f64.reinterpret_i64",
    "i32.extend8_s i32.extend16_s i64.extend8_s i64.extend16_s i64.extend32_s",
  ),
  ...row(
    PREFIX_FC,
    "none",
    "i32.trunc_sat_f32_s i32.trunc_sat_f32_u i32.trunc_sat_f64_s i32.trunc_sat_f64_u",
    "i64.trunc_sat_f32_s i64.trunc_sat_f32_u i64.trunc_sat_f64_s i64.trunc_sat_f64_u",
  ),
  ...row(PREFIX_FC + 8, "dataMemory", "memory.init"),
  ...row(PREFIX_FC + 9, "index", "data.drop"),
  ...row(PREFIX_FC + 10, "memory2", "memory.copy"),
  ...row(PREFIX_FC + 11, "memory", "memory.fill"),
  ...row(PREFIX_FC + 12, "index2", "table.init"),
  ...row(PREFIX_FC + 13, "index", "elem.drop"),
  ...row(PREFIX_FC + 14, "index2", "table.copy"),
]);

function row(first: number, immediate: Immediate, ...names: string[]): [number, Opcode][] {
  return names
    .join(" ")
    .split(" ")
    .map((name, index) => [first + index, { name, immediate }]);
}

const referenceTypes = new Set([
  0x25,
  0x26,
  0xd0,
  0xd1,
  0xd2,
  ...[15, 16, 17].map((code) => PREFIX_FC + code),
]);

/** What a refused opcode belongs to, for the error. */
export function proposalOf(code: number): string {
  if (code === 0xfd) return "SIMD";
  if (code === 0xfe) return "threads and atomics";
  if (code === 0xfb) return "garbage collection";
  if (referenceTypes.has(code)) return "reference types";
  if (code === 0x12 || code === 0x13 || code === 0x15) return "tail calls";
  if ((code >= 0x06 && code <= 0x0a) || (code >= 0x18 && code <= 0x19) || code === 0x1f) return "exceptions";
  return "an unknown proposal";
}
