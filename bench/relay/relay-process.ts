// The relay as an operator runs it: `hardhat relay start` in a process of its own, its store on disk.

import { type ChildProcess, execFile, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { promisify } from "node:util";
import type { World } from "./world.ts";

const ROOT = path.resolve(import.meta.dirname, "../..");
const HARDHAT = path.join(ROOT, "node_modules/hardhat/dist/src/cli.js");
/** Milliseconds until it serves. */
const PATIENCE = 60_000;

export interface RelayProcess {
  /** Memory that it holds now, in MB. */
  residentMb(): Promise<number>;
  /** @throws unless it ends well. */
  stop(): Promise<void>;
  /** Ends it whatever it does. */
  kill(): void;
}

export async function startRelay({ env, folder }: Pick<World, "env" | "folder">): Promise<RelayProcess> {
  const args = [
    "relay",
    "start",
    "--network",
    "localhost",
    "--json",
    "--store",
    path.join(folder, "relay.db"),
  ];
  const child = spawn(process.execPath, [HARDHAT, ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const log = lastLines(child);
  const ended = once(child, "exit") as Promise<[number | null, NodeJS.Signals | null]>;
  await started(child, ended, log);
  return {
    residentMb: () => residentMb(child.pid as number),
    stop: async () => {
      child.kill("SIGTERM");
      const [code, signal] = await ended;
      if (code !== 0) throw new Error(`the relay ended with ${code ?? signal}: ${log()}`);
    },
    kill: () => child.kill("SIGKILL"),
  };
}

async function started(child: ChildProcess, ended: Promise<unknown>, log: () => string): Promise<void> {
  const served = new Promise<void>((resolve) => {
    child.stderr?.on("data", function look(this: NodeJS.ReadableStream) {
      if (!log().includes('"relay started"')) return;
      this.off("data", look);
      resolve();
    });
  });
  const early = ended.then(() => Promise.reject(new Error(`the relay did not start: ${log()}`)));
  const timeout = AbortSignal.timeout(PATIENCE);
  const late = once(timeout, "abort").then(() => Promise.reject(new Error(`the relay is slow: ${log()}`)));
  early.catch(() => undefined);
  late.catch(() => undefined);
  await Promise.race([served, early, late]);
}

/** What it logged last, for the case that it fails; all of it would fill the memory. */
function lastLines(child: ChildProcess): () => string {
  let text = "";
  child.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
    text = (text + chunk).slice(-5_000);
  });
  return () => text;
}

async function residentMb(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)("ps", ["-o", "rss=", "-p", String(pid)]);
  return Number(stdout) / 1024;
}
