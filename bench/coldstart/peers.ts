// The same function on what others start for a request. None of them meters; what they isolate differs.

import { execFile } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { ARGUMENT } from "../sample/index.ts";

export interface ColdPeer {
  readonly name: string;
  /** From the request at hand to its result, everything started for it. */
  run(): Promise<bigint>;
  close?(): Promise<void>;
}

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const require = createRequire(import.meta.url);
const versionOf = (name: string): string => (require(`${name}/package.json`) as { version: string }).version;

export const peerVersions = (): Record<string, string> => ({
  deno: versionOf("deno"),
  workerd: versionOf("workerd"),
});

export function denoProcess(): ColdPeer {
  const binary = denoBinary();
  const script = here("peers/double.mjs");
  return {
    name: "spawned Deno",
    run: async () => {
      const { stdout } = await promisify(execFile)(binary, [
        "run",
        "--quiet",
        "--no-config",
        script,
        `${ARGUMENT}`,
      ]);
      return BigInt(stdout.trim());
    },
  };
}

/** The native executable itself: the package's own command would start a Node before it. */
export function denoBinary(): string {
  const { optionalDependencies = {} } = require("deno/package.json") as {
    optionalDependencies?: Record<string, string>;
  };
  const system = { linux: "linux", darwin: "darwin", win32: "win32" }[process.platform as string];
  const name = Object.keys(optionalDependencies).find((one) =>
    one.startsWith(`@deno/${system}-${process.arch}`),
  );
  if (name === undefined) throw new Error(`Deno has no package for ${process.platform} ${process.arch}`);
  const file = process.platform === "win32" ? "deno.exe" : "deno";
  return join(dirname(require.resolve(`${name}/package.json`)), file);
}

export function workerThread(): ColdPeer {
  return {
    name: "new worker thread",
    run: async () => {
      const worker = new Worker(here("peers/worker.mjs"), { workerData: ARGUMENT, execArgv: [] });
      const [result] = await once(worker, "message");
      await worker.terminate();
      return result as bigint;
    },
  };
}

interface Miniflare {
  ready: Promise<unknown>;
  setOptions(options: object): Promise<void>;
  dispatchFetch(url: string): Promise<{ text(): Promise<string> }>;
  dispose(): Promise<void>;
}

/** workerd runs already, with one isolate; each run gives it a new one. `warm` asks the isolate that stands. */
export async function workerdIsolate(): Promise<{ reloaded: ColdPeer; warm: ColdPeer }> {
  const { Miniflare } = require("miniflare") as { Miniflare: new (options: object) => Miniflare };
  let generation = 0;
  const options = () => ({
    modules: true,
    script: `export default { fetch: (request) =>
      new Response(String(2n * BigInt(new URL(request.url).searchParams.get("value")))) }; // ${generation++}`,
  });
  const miniflare = new Miniflare(options());
  await miniflare.ready;
  const ask = async (): Promise<bigint> => {
    const response = await miniflare.dispatchFetch(`http://localhost/?value=${ARGUMENT}`);
    return BigInt(await response.text());
  };
  const reload = async (): Promise<bigint> => {
    await miniflare.setOptions(options());
    return ask();
  };
  return {
    reloaded: { name: "reloaded workerd", run: reload, close: () => miniflare.dispose() },
    warm: { name: "warm workerd, no reset", run: ask },
  };
}
