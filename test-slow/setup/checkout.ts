// A fresh checkout of this working tree, and commands run in it.

import { execFileSync, spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, mkdtempSync } from "node:fs";
import { dirname, join } from "node:path";
import { projectRoot, scratch } from "./machine.ts";

export interface Finished {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
  milliseconds: number;
}

export interface Running {
  pid: number;
  /** What it wrote so far, to standard output and then to standard error. */
  printed: () => string;
  done: Promise<Finished>;
}

/** Copies what git tracks (with changes not yet committed), as a clone would bring it. */
export function checkOut(): string {
  const folder = mkdtempSync(join(scratch, "checkout-"));
  const listed = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  for (const file of listed.split("\0").filter((name) => name && existsSync(join(projectRoot, name)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(join(projectRoot, file), join(folder, file));
  }
  return folder;
}

/** Starts a command as the head of a process group of its own, so that all of it can be killed. */
export function start(folder: string, env: NodeJS.ProcessEnv, command: string[]): Running {
  const [program = "", ...args] = command;
  const began = performance.now();
  const child = spawn(program, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  const output = { stdout: "", stderr: "" };
  for (const stream of ["stdout", "stderr"] as const) {
    child[stream].setEncoding("utf8").on("data", (text: string) => {
      output[stream] += text;
    });
  }
  const done = new Promise<Finished>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      resolve({ code, signal, ...output, milliseconds: performance.now() - began });
    });
  });
  if (child.pid === undefined) throw new Error(`${program} did not start`);
  return { pid: child.pid, printed: () => output.stdout + output.stderr, done };
}

export const run = (folder: string, env: NodeJS.ProcessEnv, ...command: string[]): Promise<Finished> =>
  start(folder, env, command).done;

/** Interrupts what was left running, as Ctrl-C does, and waits for its end. That it is gone by then is a fault of its own. */
export async function interrupt({ pid, printed, done }: Running): Promise<void> {
  try {
    process.kill(-pid, "SIGINT");
  } catch (error) {
    throw new Error(`it had ended by itself, after this:\n${printed()}`, { cause: error });
  }
  await done;
}
