// Loads, stores, globals, bulk operations.

import { charges, costOf } from "../../runtime/rewriter/cost-table.ts";
import { chain, type Probe, step } from "./probe.ts";

const BULK = 4_096;
const UNIT = 2 ** charges.bulkShift;
/** Behind what the loops use themselves. */
const [FROM, TO] = [8_192, 16_384];

export const memory: readonly Probe[] = [
  chain("i32", "i32.load 0"),
  chain("i32", "i32.load8_u 0"),
  {
    title: "i32.store",
    weight: costOf("i32.store"),
    step: step("i32", (own, other) => [`local.get ${own}`, `local.get ${other}`, "i32.store 512"]),
  },
  chain("i32", "global.set 0", "global.get 0"),
  {
    title: "memory.size",
    weight: costOf("memory.size"),
    step: step("i32", (own) => ["memory.size", `local.set ${own}`]),
  },
  {
    title: "memory.grow, by nothing",
    weight: costOf("memory.grow"),
    step: step("i32", (own) => ["i32.const 0", "memory.grow", `local.set ${own}`]),
  },
  ...["memory.fill", "memory.copy"].flatMap(bulk),
];

/** `memory.fill` takes a value where `memory.copy` takes an address; both take any number. */
function bulk(name: string): Probe[] {
  const move = (bytes: number) => [`i32.const ${TO}`, `i32.const ${FROM}`, `i32.const ${bytes}`, name];
  return [
    { title: `${name}, of 1 byte`, weight: costOf(name), step: step("i32", () => move(1)) },
    {
      title: `${name}, each ${UNIT} bytes of ${BULK}`,
      weight: charges.bulkUnit,
      count: (BULK - 1) / UNIT,
      step: step("i32", () => move(BULK)),
      beside: step("i32", () => move(1)),
    },
  ];
}
