import { Interface } from "ethers";
import { type Workload, workloads } from "../../bench/runtime/workloads.ts";
import type { Expected } from "./case.ts";
import type { CaseList, NewCase } from "./case-list.ts";
import { benchGuests, bundleWorkloads, compileGuest, fragmentOf, guestCall, words } from "./workloads.ts";

/** Sizes, where the benchmark's own would take long: hosts run each case dozens of times. */
const shortened: Readonly<Record<string, { readonly wasm?: number; readonly js?: number }>> = {
  sieve: { wasm: 100_000 },
  trialDivision: { wasm: 10_000 },
  sha256: { js: 1024 },
  nbody: { wasm: 500, js: 10 },
  fibonacci: { wasm: 20, js: 12 },
  abiDecode: { js: 100 },
  json: { js: 10 },
};

/** Every workload of `npm run bench -- runtime`: compiled from AssemblyScript, and as JavaScript on QuickJS. */
export async function addBenchmarks(list: CaseList): Promise<void> {
  const compiled = workloads.filter(({ scriptOnly }) => !scriptOnly);
  for (const file of new Set(compiled.map(({ file }) => file))) {
    const ofFile = compiled.filter((workload) => workload.file === file);
    const names = ofFile.map(({ name }) => name);
    const cases = await Promise.all(ofFile.map((workload) => moduleCase(workload, names)));
    list.add("wasm", await compileGuest(file, names, benchGuests), ...cases);
  }
  list.add("js", await bundleWorkloads(workloads), ...(await Promise.all(workloads.map(scriptCase))));
}

async function moduleCase(workload: Workload, names: readonly string[]): Promise<NewCase> {
  const { name } = workload;
  const size = sizeOf(workload, "wasm");
  const result = words(await runNatively(workload, size));
  return { name: `${name}(${size})`, calldata: guestCall(names, name, size), expected: success(result) };
}

async function scriptCase(workload: Workload): Promise<NewCase> {
  const endpoints = new Interface(workloads.map(fragmentOf));
  const size = sizeOf(workload, "js");
  const result = endpoints.encodeFunctionResult(workload.name, [await runNatively(workload, size)]);
  return {
    name: `${workload.name}(${size}) on QuickJS`,
    calldata: endpoints.encodeFunctionData(workload.name, [size]).slice(2),
    expected: success(result.slice(2)),
  };
}

function sizeOf({ name, sizes }: Workload, kind: "wasm" | "js"): number {
  return shortened[name]?.[kind] ?? sizes[0] ?? 0;
}

/** What V8's JavaScript gives. */
async function runNatively({ name, file }: Workload, size: number): Promise<number> {
  const module = await import(`../../bench/runtime/native/${file}.ts`);
  return (module[name] as (size: number) => number)(size);
}

function success(result: string): Expected {
  return { outcome: "Success", result };
}
