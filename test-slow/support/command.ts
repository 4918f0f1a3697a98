import { type ChildProcess, spawn } from "node:child_process";
import path from "node:path";

export const ROOT = path.resolve(import.meta.dirname, "../..");
export const HARDHAT = path.join(ROOT, "node_modules/hardhat/dist/src/cli.js");

export interface Ended {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A `hardhat` command in a process of its own. */
export interface Command {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

export function startHardhat(args: readonly string[], env: NodeJS.ProcessEnv = {}): Command {
  const child = spawn(process.execPath, [HARDHAT, ...args], {
    cwd: ROOT,
    env: { ...process.env, NO_COLOR: "1", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (status, signal) => resolve({ status, signal, stdout: stdout(), stderr: stderr() }));
  });
  return { child, ended };
}

export async function runHardhat(args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended> {
  return await startHardhat(args, env).ended;
}

/** The first line on standard error from now on that holds `text`. */
export function untilItPrints({ child }: Command, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stderr?.on("data", (chunk) => {
      printed += String(chunk);
      const line = printed.split("\n").find((candidate) => candidate.includes(text));
      if (line !== undefined) resolve(line);
    });
    child.once("exit", () => reject(new Error(`it ended before it printed ${text}`)));
  });
}

function collect(stream: NodeJS.ReadableStream): () => string {
  let text = "";
  stream.setEncoding("utf8");
  stream.on("data", (chunk: string) => {
    text += chunk;
  });
  return () => text;
}
