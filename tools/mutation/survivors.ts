/** Mutants that no test kills, by the reason that it is well so. Their names are those of the report. */
export interface Accepted {
  readonly reason: string;
  readonly mutants: readonly string[];
}

export const accepted: readonly Accepted[] = [];
