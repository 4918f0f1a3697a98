// How a class of instructions is measured, and the kinds of steps that most take.

import { charges, costOf, movesOf } from "../../runtime/rewriter/cost-table.ts";
import type { Step, Type } from "./loop.ts";

export interface Probe {
  readonly title: string;
  /** What the cost table charges for it, in fuel. */
  readonly weight: number;
  readonly step: Step;
  /** How often the step holds what is measured. */
  readonly count?: number;
  /** The rest of the step, whose time is taken off. */
  readonly beside?: Step;
}

export function step(type: Type, code: Step["code"]): Step {
  return { type, code };
}

/** `own = own <opcode> other` */
export function binary(opcode: string): Probe {
  const type = opcode.slice(0, 3) as Type;
  const code: Step["code"] = (own, other) => [
    `local.get ${own}`,
    `local.get ${other}`,
    opcode,
    `local.set ${own}`,
  ];
  return { title: opcode, weight: costOf(opcode), step: { type, code } };
}

/** `own = <lines> own`, which end in the type that they begin with; the time and the weight are shared out evenly. */
export function chain(type: Type, ...lines: readonly string[]): Probe {
  const names = lines.map((line) => line.split(" ")[0] ?? "");
  return {
    title: names.join(", "),
    weight: names.reduce((sum, name) => sum + weightOf(name), 0) / names.length,
    count: lines.length,
    step: step(type, (own) => [`local.get ${own}`, ...lines, `local.set ${own}`]),
  };
}

function weightOf(opcode: string): number {
  return costOf(opcode) + movesOf(opcode) / charges.movesPerUnit;
}

/** `local += by` */
export function increment(local: number, by: number): string[] {
  return [`local.get ${local}`, `i32.const ${by}`, "i32.add", `local.set ${local}`];
}

/** Leaves the next of a pseudo-random sequence on the stack, and in `local`; its highest bits are the best. */
export function scramble(local: number): string[] {
  return [
    `local.get ${local}`,
    "i32.const 1664525",
    "i32.mul",
    "i32.const 1013904223",
    "i32.add",
    `local.tee ${local}`,
  ];
}
