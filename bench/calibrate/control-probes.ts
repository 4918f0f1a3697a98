// Branches that a processor foresees and branches that it cannot, and calls.

import { charges, costOf } from "../../runtime/rewriter/cost-table.ts";
import { chain, increment, type Probe, scramble, step } from "./probe.ts";

const scrambled = step("i32", (own) => [...scramble(own), "drop"]);
/** A parameter and a result, once at the call and once at the entry. */
const CALL = costOf("call") + charges.functionEntry;
const CALL_INDIRECT = costOf("call_indirect") + charges.functionEntry;
const MANY = 16;

export const branches: readonly Probe[] = [
  {
    title: "select",
    weight: costOf("select"),
    step: step("i32", (own, other) => [
      `local.get ${own}`,
      ...[`local.get ${other}`, `local.get ${other}`, "select"],
      `local.set ${own}`,
    ]),
  },
  {
    title: "br_if, always the same way",
    weight: costOf("br_if"),
    step: step("i32", (own) => [
      "block",
      ...[...increment(own, 1), `local.get ${own}`, "br_if 0"],
      ...increment(own, 2),
      "end",
    ]),
    beside: step("i32", (own) => increment(own, 1)),
  },
  {
    title: "br_if, either way at random",
    weight: costOf("br_if"),
    step: step("i32", (own) => [
      "block",
      ...[...scramble(own), "i32.const 0", "i32.lt_s", "br_if 0"],
      ...increment(own, 1),
      "end",
    ]),
    beside: scrambled,
  },
  {
    title: "br_table, always the same way",
    weight: costOf("br_table"),
    step: step("i32", (own, other) => branchTable(own, [`local.get ${other}`])),
  },
  {
    title: "br_table, any way at random",
    weight: costOf("br_table"),
    step: step("i32", (own) => branchTable(own, [...scramble(own), "i32.const 29", "i32.shr_u"])),
    beside: scrambled,
  },
];

export const calls: readonly Probe[] = [
  { ...chain("i32", "call 1"), title: "call, and the entry", weight: CALL },
  {
    title: "call_indirect, and the entry",
    weight: CALL_INDIRECT,
    step: step("i32", (own) => [`local.get ${own}`, "i32.const 0", "call_indirect 1 0", `local.set ${own}`]),
  },
  {
    title: "call, each further parameter",
    weight: 2 / charges.movesPerUnit,
    count: MANY - 1,
    step: step("i32", (own, other) => [
      `local.get ${own}`,
      ...Array<string>(MANY - 1).fill(`local.get ${other}`),
      "call 2",
      `local.set ${own}`,
    ]),
    beside: chain("i32", "call 1").step,
  },
];

/** One of eight additions, by the number that `index` leaves. */
function branchTable(own: number, index: readonly string[]): string[] {
  const targets = [...Array(8).keys()];
  const arms = targets.flatMap((arm) => ["end", ...increment(own, arm + 1), `br ${7 - arm}`]);
  return ["block", ...targets.map(() => "block"), ...index, `br_table ${targets.join(" ")}`, ...arms, "end"];
}
