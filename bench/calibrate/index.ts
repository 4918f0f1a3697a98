// npm run bench -- calibrate: what each class of instructions takes, and the weights that this would mean.

import { setFlagsFromString } from "node:v8";
import { charges, costOf } from "../../runtime/rewriter/cost-table.ts";
import type { Measurement, Overview } from "../report.ts";
import { timeHostCall, timePage } from "./beside.ts";
import { timeFarLoad } from "./far-load.ts";
import { type StepTime, timeEmptyLoop, timeSteps } from "./loop.ts";
import type { Probe } from "./probe.ts";
import { probes } from "./probes.ts";

/** The top tier from the first call on, and calls that stay calls. */
const FLAGS = ["--no-liftoff", "--no-wasm-lazy-compilation", "--no-wasm-inlining"];
/** `i32.sub`, `br_if` and the iteration itself; locals and constants are left out. */
const EMPTY_LOOP = charges.loopIteration + 3;

export async function measure(progress: (text: string) => void): Promise<Measurement> {
  const hostCall = timeHostCall();
  for (const flag of FLAGS) setFlagsFromString(flag);
  const times = probes.map((probe, index) => {
    if (index % 10 === 0) progress(`${index + 1} of ${probes.length}: ${probe.title}`);
    return timeOf(probe);
  });
  const unit = middleOf(times[0] ?? { dependent: Number.NaN, independent: Number.NaN });
  const once = (title: string, ns: number, weight: number) => ({
    case: title,
    values: [ns, undefined, weight, ns / unit],
  });
  const { head, title, rows } = overviewOf(times, unit);
  const beside = [
    once("loop, once round and empty", timeEmptyLoop(), EMPTY_LOOP),
    once("i32.load out of 64 MiB, at random", timeFarLoad(), costOf("i32.load")),
    once("call of the host", hostCall, charges.hostCall),
    once("page of memory, grown and touched", timePage(), charges.grownPage),
  ];
  return {
    overviews: [{ title, head, rows: [...rows, ...beside] }],
    rows: [{ case: "i32.add", metric: "geometric mean of both, ns: measured weight 1", value: unit }],
    versions: { v8: process.versions.v8 },
  };
}

function timeOf({ step, beside, count = 1 }: Probe): StepTime {
  const [whole, rest] = timeSteps(beside ? [step, beside] : [step]);
  const share = (kind: keyof StepTime): number =>
    ((whole?.[kind] ?? Number.NaN) - (rest?.[kind] ?? 0)) / count;
  return { dependent: share("dependent"), independent: share("independent") };
}

/** Real code is somewhere between waiting for each result and waiting for none. */
function middleOf({ dependent, independent }: StepTime): number {
  return Math.sqrt(Math.max(0, dependent) * Math.max(0, independent));
}

function overviewOf(times: readonly StepTime[], unit: number): Overview {
  return {
    title: "ns",
    head: ["one after the other", "side by side", "weight", "measured weight"],
    rows: times.map((time, index) => ({
      case: probes[index]?.title ?? "",
      values: [time.dependent, time.independent, probes[index]?.weight, middleOf(time) / unit],
    })),
  };
}
