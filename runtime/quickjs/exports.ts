/**
 * The functions of `@jitl/quickjs-wasmfile-release-sync` 0.32.0 that we call, by the names its build minified them to
 * (see `emscripten-module.mjs` there). The engine's hash in the execution domain pins the build, so these cannot drift.
 * All arguments and results are i32: pointers into the guest's memory, or counts.
 */
const exportNames = {
  construct: "u",
  malloc: "v",
  free: "M",
  setMaxStackSize: "D",
  getUndefined: "E",
  newRuntime: "K",
  newContext: "N",
  freeCString: "S",
  newArrayBuffer: "X",
  newString: "_",
  getString: "$",
  getArrayBuffer: "aa",
  getArrayBufferLength: "ba",
  isJobPending: "fa",
  executePendingJob: "ga",
  getProp: "ha",
  call: "ma",
  resolveException: "na",
  dump: "oa",
  eval: "pa",
  newFunction: "Da",
} as const;

type EngineFunction = (...args: number[]) => number;
export type EngineExports = Readonly<Record<keyof typeof exportNames, EngineFunction>>;

/** @throws TypeError if the engine is another build. */
export function engineExports(instance: WebAssembly.Instance): EngineExports {
  const entries = Object.entries(exportNames).map(([name, minified]) => {
    const value = instance.exports[minified];
    if (typeof value !== "function") throw new TypeError(`the engine does not export ${name} as ${minified}`);
    return [name, value];
  });
  return Object.fromEntries(entries) as EngineExports;
}
