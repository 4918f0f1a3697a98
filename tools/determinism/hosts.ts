import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import type { Mode } from "./case.ts";
import type { Observed } from "./observation.ts";
import type { Line } from "./observer.ts";
import type { Node } from "./other-node.ts";

/** A process that runs all cases: a Node, its flags, and how it runs them. */
export interface Host {
  readonly name: string;
  readonly node: string;
  readonly flags: readonly string[];
  readonly mode: Mode;
}

const fresh: Mode = { threads: 1, pooled: false, oracle: false };
/** The first is what the others are compared with. */
export function hostsOf(other: Node | undefined): [Host, ...Host[]] {
  const here = { node: process.execPath, flags: [] };
  return [
    { ...here, name: "fresh instances", mode: { ...fresh, oracle: true } },
    { ...here, name: "used instances after a reset", mode: { ...fresh, pooled: true } },
    { ...here, name: "two threads at the same time", mode: { ...fresh, threads: 2 } },
    { ...here, name: "--liftoff-only", flags: ["--liftoff-only"], mode: fresh },
    { ...here, name: "--no-liftoff", flags: ["--no-liftoff"], mode: fresh },
    ...(other ? [{ node: other.node, flags: [], name: `Node ${other.version}`, mode: fresh }] : []),
  ];
}

/** Writes the observer as plain JavaScript into `folder`, for a Node that reads no TypeScript. @returns its file */
export async function bundleObserver(folder: string): Promise<string> {
  const entryPoints = ["observer", "observer-thread"].map((name) =>
    fileURLToPath(new URL(`./${name}.ts`, import.meta.url)),
  );
  const outExtension = { ".js": ".mjs" };
  await build({ entryPoints, outdir: folder, bundle: true, platform: "node", format: "esm", outExtension });
  return join(folder, "observer.mjs");
}

export interface Observing {
  /** The bundled observer, and the file of its cases. */
  readonly observer: string;
  readonly cases: string;
  readonly signal: AbortSignal;
  readonly onCase: (host: Host) => void;
}

/** All that a host's threads observe, thread by thread. @throws if the host failed: that is no observation */
export async function observeOn(
  host: Host,
  { observer, cases, signal, onCase }: Observing,
): Promise<Observed[][]> {
  const threads: Observed[][] = Array.from({ length: host.mode.threads }, () => []);
  const child = spawn(host.node, [...host.flags, observer, cases, JSON.stringify(host.mode)], {
    signal,
    stdio: ["ignore", "pipe", "inherit"],
    env: withoutOptions(),
  });
  const exited = new Promise<void>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) =>
      code === 0 ? resolve() : reject(new Error(`${host.name}: exit code ${code}`)),
    );
  });
  createInterface(child.stdout).on("line", (text) => {
    const { thread, observed } = JSON.parse(text) as Line;
    threads[thread]?.push(observed);
    onCase(host);
  });
  await exited;
  return threads;
}

/** Without options meant for this process (loaders, inspectors). */
function withoutOptions(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS, ...env } = process.env;
  return env;
}
