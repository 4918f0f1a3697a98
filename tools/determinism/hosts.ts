import { execFile, spawnSync } from "node:child_process";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { build } from "esbuild";
import type { Range } from "./observation.ts";
import type { Observed } from "./observe.ts";

const run = promisify(execFile);
const MAXIMUM_OUTPUT = 1 << 28;

/** Writes the observer as plain JavaScript into `folder`, for a Node that reads no TypeScript. @returns its file */
export async function bundleObserver(folder: string): Promise<string> {
  const entryPoints = ["observe", "observer-thread"].map((name) =>
    fileURLToPath(new URL(`./${name}.ts`, import.meta.url)),
  );
  const outExtension = { ".js": ".mjs" };
  await build({ entryPoints, outdir: folder, bundle: true, platform: "node", format: "esm", outExtension });
  return join(folder, "observe.mjs");
}

/** Observes a range in a process of its own. `command` is a Node with V8's flags, and the observer's file. */
export async function observeInProcess(command: readonly string[], range: Range): Promise<Observed[]> {
  const [node = process.execPath, ...rest] = command;
  const values = [range.first, range.programs].map(String);
  const { stdout } = await run(node, [...rest, ...values], { maxBuffer: MAXIMUM_OUTPUT });
  return JSON.parse(stdout) as Observed[];
}

/** A Node on the path whose major version is another than this one's. */
export function otherNode(): { node: string; version: string } | undefined {
  const candidates = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "node"));
  for (const node of candidates) {
    const { stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
    const version = stdout?.trim();
    if (version && majorOf(version) !== majorOf(process.version)) return { node, version };
  }
  return undefined;
}

function majorOf(version: string): string | undefined {
  return version.split(".", 1)[0];
}
