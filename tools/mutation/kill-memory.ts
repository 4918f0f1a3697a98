import type { Mutant } from "./mutants.ts";

/** Remembers which tests killed mutants: those nearby are likely to die by the same ones. */
export class KillMemory {
  readonly #kills = new Map<string, string[]>();

  add({ file, scope }: Mutant, test: string): void {
    for (const key of [scope, file]) {
      this.#kills.set(key, [test, ...this.#of(key).filter((known) => known !== test)]);
    }
  }

  /** Tests to begin with: those that killed in the same function, then in the same file, the latest first. */
  likeliest({ file, scope }: Mutant): readonly string[] {
    return [...new Set([...this.#of(scope), ...this.#of(file)])];
  }

  #of(key: string): readonly string[] {
    return this.#kills.get(key) ?? [];
  }
}
