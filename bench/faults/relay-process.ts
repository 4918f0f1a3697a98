import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import type { Command, KillPoint, RelayState, Report, StartOptions } from "./messages.ts";

const PROGRAM = path.resolve(import.meta.dirname, "relay-program.ts");
/** Lines of a log that are kept, to be shown where something did not survive. */
const KEPT_LINES = 400;
/** Milliseconds for an answer of a process on a busy machine. */
const PATIENCE = 90_000;

/** How a process ended: its exit code, or the signal that killed it. */
export type Ending = number | NodeJS.Signals | null;

/** Why a relay did not start. */
export class StartFailure extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(`${code}: ${message}`);
    this.code = code;
  }
}

/** A relay in a process of its own. It is loaded at once, and runs when it is told to. */
export class RelayProcess {
  readonly child: ChildProcess;
  readonly ended: Promise<Ending>;
  readonly log: string[] = [];
  /** Unix milliseconds of its end. */
  endedAt: number | undefined;
  readonly #loaded: Promise<Report>;
  /** Commands are answered in their order. */
  readonly #waiting: ((report: Report) => void)[] = [];

  constructor(env: NodeJS.ProcessEnv = {}) {
    this.child = spawn(process.execPath, ["--import", "tsx", PROGRAM], {
      env: { ...process.env, ...env },
      stdio: ["ignore", "ignore", "pipe", "ipc"],
      serialization: "advanced",
    });
    this.ended = once(this.child, "exit").then(([code, signal]) => {
      this.endedAt = performance.now();
      return (code ?? signal) as Ending;
    });
    this.child.stderr?.setEncoding("utf8").on("data", (text: string) => this.#keep(text));
    this.child.on("message", (report: Report) => this.#waiting.shift()?.(report));
    this.child.on("error", () => undefined);
    this.#loaded = this.#next();
    // One that is killed before it is needed has nobody who waits for it.
    this.#loaded.catch(() => undefined);
  }

  get pid(): number {
    return this.child.pid as number;
  }

  get isAlive(): boolean {
    return this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Resolves when it serves requests. @throws StartFailure */
  async start(options: StartOptions): Promise<void> {
    await this.#loaded;
    const report = await this.#ask({ type: "start", options });
    if (report.type === "failed") throw new StartFailure(report.code, report.message);
    if (report.type !== "started") throw new Error(`the relay answered its start with ${report.type}`);
  }

  async killAt(point: KillPoint | undefined): Promise<void> {
    await this.#ask({ type: "killAt", point });
  }

  async setClock(offset: number): Promise<void> {
    await this.#ask({ type: "clock", offset });
  }

  async state(): Promise<RelayState> {
    const report = await this.#ask({ type: "state" });
    if (report.type !== "state") throw new Error(`the relay answered with ${JSON.stringify(report)}`);
    return report.state;
  }

  /** Has it tell its status to nobody. */
  async look(): Promise<void> {
    await this.#ask({ type: "look" });
  }

  /** How often each step was taken since the last count. */
  async count(): Promise<ReadonlyMap<string, number>> {
    const report = await this.#ask({ type: "count" });
    if (report.type !== "count") throw new Error(`the relay answered with ${report.type}`);
    return report.steps;
  }

  async kill(): Promise<void> {
    if (this.isAlive) this.child.kill("SIGKILL");
    await this.ended;
  }

  async stop(): Promise<Ending> {
    if (this.isAlive) this.child.kill("SIGTERM");
    return this.ended;
  }

  async #ask(command: Command): Promise<Report> {
    const answer = this.#next();
    if (this.child.connected) this.child.send(command, () => undefined);
    return answer;
  }

  /** The next report. @throws if the process ends before, or takes too long. */
  async #next(): Promise<Report> {
    let timer: NodeJS.Timeout | undefined;
    const report = new Promise<Report>((resolve) => this.#waiting.push(resolve));
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error("the relay's process does not answer")), PATIENCE);
    });
    const gone = this.ended.then((ending): never => {
      throw new Error(`the relay's process ended with ${ending}`);
    });
    try {
      return await Promise.race([report, gone, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  #keep(text: string): void {
    this.log.push(...text.split("\n").filter((line) => line !== ""));
    this.log.splice(0, this.log.length - KEPT_LINES);
  }
}
