import type { Mutant } from "./mutants.ts";

/** What became of a mutant: `invalid` ones do not compile, `equal` ones compile to the same code. */
export type Fate =
  | { readonly fate: "killed"; readonly by: string }
  | { readonly fate: "survived" | "invalid" | "equal" };

export type Verdict = Fate & { readonly mutant: Mutant };

/** What a worker is asked: to break the contracts, and the tests to begin with. */
export interface Question {
  readonly mutant: Mutant;
  readonly first: readonly string[];
}

/** What a worker says first, and when it is asked to check: the test that the unbroken contracts fail, if one does. */
export interface Soundness {
  readonly failed: string | null;
}
