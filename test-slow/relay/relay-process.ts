import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

const PROGRAM = path.resolve(import.meta.dirname, "crashing-relay.ts");

export interface RelayProcessOptions {
  readonly url: string;
  readonly router: string;
  readonly store: string;
  /** The step (a progress type or a log message) at which the process kills itself. */
  readonly crashAt?: string;
}

/** A relay in a process of its own. */
export interface RelayProcess {
  readonly child: ChildProcess;
  /** Resolves when it serves requests. */
  readonly started: Promise<unknown>;
  /** How it ended: an exit code, or the signal that killed it. */
  readonly ended: Promise<number | NodeJS.Signals | null>;
  kill(): Promise<void>;
}

export function startRelayProcess({ url, router, store, crashAt = "" }: RelayProcessOptions): RelayProcess {
  const child = spawn(process.execPath, ["--import", "tsx", PROGRAM], {
    env: { ...process.env, RPC_URL: url, ROUTER: router, STORE: store, CRASH_AT: crashAt },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = once(child, "exit").then(
    ([code, signal]) => (code ?? signal) as number | NodeJS.Signals | null,
  );
  return {
    child,
    ended,
    started: once(child, "message"),
    kill: async () => {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
