// What is measured: an instruction or two for each weight of the cost table.

import { branches, calls } from "./control-probes.ts";
import { memory } from "./memory-probes.ts";
import { binary, chain, type Probe } from "./probe.ts";

const integers: readonly Probe[] = [
  ...["i32.add", "i64.add", "i32.rotl", "i32.lt_s", "i32.mul", "i64.mul"].map(binary),
  ...["i32.div_s", "i32.div_u", "i32.rem_s", "i32.rem_u"].map(binary),
  ...["i64.div_s", "i64.div_u", "i64.rem_s", "i64.rem_u"].map(binary),
  chain("i32", "i32.popcnt"),
  chain("i64", "i64.clz"),
  chain("i32", "i64.extend_i32_s", "i32.wrap_i64"),
];

const floats: readonly Probe[] = (["f32", "f64"] as const).flatMap((type) => [
  ...["add", "mul", "div", "min", "copysign"].map((name) => binary(`${type}.${name}`)),
  chain(type, `${type}.sqrt`),
  chain(type, `${type}.floor`),
]);

const conversions: readonly Probe[] = [
  chain("f64", "i32.trunc_f64_s", "f64.convert_i32_s"),
  chain("f64", "i64.trunc_sat_f64_u", "f64.convert_i64_u"),
  chain("f32", "f64.promote_f32", "f32.demote_f64"),
  chain("f64", "i64.reinterpret_f64", "f64.reinterpret_i64"),
];

/** The first is what the others are compared with. */
export const probes: readonly Probe[] = [
  ...integers,
  ...floats,
  ...conversions,
  ...memory,
  ...branches,
  ...calls,
];
