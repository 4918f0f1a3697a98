export interface Failure {
  /** Line of the assertion in its file. */
  readonly line: number;
  readonly fault: string;
}

/** What became of one file's assertions: `passed + failures + leftOut` are all of them, and modules that did not load. */
export interface Verdict {
  readonly file: string;
  readonly passed: number;
  readonly failures: readonly Failure[];
  /** How many assertions were left out, by the reason. */
  readonly leftOut: Readonly<Record<string, number>>;
}

export class VerdictBuilder {
  readonly #file: string;
  readonly #failures: Failure[] = [];
  readonly #leftOut: Record<string, number> = {};
  #passed = 0;

  constructor(file: string) {
    this.#file = file;
  }

  pass(): void {
    this.#passed++;
  }

  fail(line: number, fault: string): void {
    this.#failures.push({ line, fault });
  }

  leaveOut(reason: string): void {
    this.#leftOut[reason] = (this.#leftOut[reason] ?? 0) + 1;
  }

  verdict(): Verdict {
    return { file: this.#file, passed: this.#passed, failures: this.#failures, leftOut: this.#leftOut };
  }
}
