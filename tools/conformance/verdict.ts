export interface Failure {
  /** Line of the assertion in its file. */
  readonly line: number;
  readonly fault: string;
}

export interface Omission {
  /** Line of the assertion in its file. */
  readonly line: number;
  readonly reason: string;
}

/** What became of one file's assertions: `passed + failures + leftOut` are all of them, and modules that did not load. */
export interface Verdict {
  readonly file: string;
  readonly passed: number;
  readonly failures: readonly Failure[];
  readonly leftOut: readonly Omission[];
}

export class VerdictBuilder {
  readonly #file: string;
  readonly #failures: Failure[] = [];
  readonly #leftOut: Omission[] = [];
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

  leaveOut(line: number, reason: string): void {
    this.#leftOut.push({ line, reason });
  }

  verdict(): Verdict {
    return { file: this.#file, passed: this.#passed, failures: this.#failures, leftOut: this.#leftOut };
  }
}
