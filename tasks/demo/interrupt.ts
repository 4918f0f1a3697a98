import type { ChildProcess } from "node:child_process";
import { subscribe, unsubscribe } from "node:diagnostics_channel";

/** Exit codes of a process that a signal ended, as shells count them: 128 and the signal's number. */
const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

type StopSignal = keyof typeof EXIT_CODES;

export interface Interrupt {
  /** What has to be closed if a signal comes, the last added first. */
  onStop(close: () => Promise<void>): void;
  /** Closes everything, the last added first. */
  closeAll(): Promise<void>;
  /** Resolves at the first signal, which from now on is no failure. */
  awaited(): Promise<void>;
  /** Listens no more. */
  release(): void;
}

/**
 * Stops cleanly on Ctrl-C and SIGTERM. In the middle of the work the process ends with the signal's code once all is
 * closed; a second signal does not wait.
 */
export function listenForStop(): Interrupt {
  const closers: (() => Promise<void>)[] = [];
  let stopping = false;
  let expected: (() => void) | undefined;

  const children = followChildren();

  const closeAll = async () => {
    for (let close = closers.pop(); close !== undefined; close = closers.pop()) await close();
  };
  const stop = (signal: StopSignal) => {
    if (stopping) process.exit(EXIT_CODES[signal]);
    stopping = true;
    if (expected !== undefined) return expected();
    children.kill();
    void closeAll().finally(() => process.exit(EXIT_CODES[signal]));
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);

  return {
    onStop: (close) => void closers.push(close),
    closeAll,
    awaited: () =>
      new Promise((resolve) => {
        expected = resolve;
      }),
    release: () => {
      process.off("SIGINT", stop).off("SIGTERM", stop);
      children.release();
    },
  };
}

/** The processes that this one starts, e.g. the compiler's: a signal sent to this one alone would leave them behind. */
function followChildren() {
  const children = new Set<ChildProcess>();
  const follow = (message: unknown) => {
    const { process: child } = message as { process: ChildProcess };
    children.add(child);
    child.once("exit", () => children.delete(child));
  };
  subscribe("child_process", follow);
  return {
    kill: () => {
      for (const child of children) child.kill();
    },
    release: () => void unsubscribe("child_process", follow),
  };
}
