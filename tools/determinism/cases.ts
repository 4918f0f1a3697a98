import { prelude } from "../../runtime/prelude.ts";
import { engineBytes } from "../../runtime/quickjs/engine.ts";
import { CALLDATA_BYTES, generateProgram } from "../wasm/program-generator.ts";
import { Random } from "../wasm/random.ts";
import { addBenchmarks } from "./benchmarks.ts";
import type { CaseFile } from "./case.ts";
import { CaseList } from "./case-list.ts";
import { addSamples } from "./samples.ts";

/** Generated programs by their seeds: from `first`, so many. */
export interface Range {
  readonly first: number;
  readonly programs: number;
}

/** Of so many programs, one is run out of fuel at many more points. */
const THOROUGH = 40;
const MANY_POINTS = 150;

/** For generated programs: enough for most; those that go on for ever end soon. */
const generated = { fuelLimit: "600000", fuelPoints: 7, expected: "unmetered" } as const;

/** Every benchmark and sample, then generated programs. */
export async function makeCases({ first, programs }: Range): Promise<CaseFile> {
  const list = new CaseList();
  await addBenchmarks(list);
  await addSamples(list);
  for (let seed = first; seed < first + programs; seed++) addProgram(list, seed);
  const engine = Buffer.from(await engineBytes()).toString("base64");
  return { engine, prelude: await prelude(), artefacts: list.artefacts, cases: list.cases };
}

function addProgram(list: CaseList, seed: number): void {
  const { bytes, floats } = generateProgram(BigInt(seed));
  const random = new Random(BigInt(seed));
  const calldata = Buffer.from(Array.from({ length: CALLDATA_BYTES }, () => random.below(256))).toString(
    "hex",
  );
  // WebAssembly leaves the bits of some NaNs open: only the meter's rewriter settles them.
  const { expected, ...rest } = generated;
  list.add("wasm", bytes, {
    name: `program ${seed}`,
    calldata,
    ...rest,
    ...(seed % THOROUGH === 0 && { fuelPoints: MANY_POINTS }),
    ...(!floats && { expected }),
  });
}
