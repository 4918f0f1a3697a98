import type { Mutant } from "./mutants.ts";

/** There is no mutant such as was asked for. */
export class NoSuchMutants extends Error {}

/** What to choose; without an option, all. */
export interface Choice {
  /** `<File.sol>` or `<File.sol>:<line>`. */
  readonly places?: readonly string[];
  /** Names of mutators. */
  readonly kinds?: readonly string[];
  /** How many of them at most, spread evenly. */
  readonly sample?: number | undefined;
}

/** @throws {NoSuchMutants} where there is none, or none at a place or of a kind that was named. */
export function choose(mutants: readonly Mutant[], choice: Choice): readonly Mutant[] {
  const { places = [], kinds = [] } = choice;
  const isThere = filterBy(mutants, places, isAt);
  const isMeant = filterBy(mutants, kinds, ({ kind }, name) => kind === name);
  const chosen = mutants.filter((mutant) => isThere(mutant) && isMeant(mutant));
  if (chosen.length === 0) throw new NoSuchMutants("There is nothing of these kinds to break there");
  const stride = Math.max(1, chosen.length / (choice.sample ?? chosen.length));
  return chosen.filter((_, i) => Math.floor(i / stride) > Math.floor((i - 1) / stride));
}

/** Lets those through that match one of `names`, each of which has to match one of `mutants`. */
function filterBy(
  mutants: readonly Mutant[],
  names: readonly string[],
  matches: (mutant: Mutant, name: string) => boolean,
): (mutant: Mutant) => boolean {
  const idle = names.find((name) => !mutants.some((mutant) => matches(mutant, name)));
  if (idle !== undefined) throw new NoSuchMutants(`There is nothing to break for ${idle}`);
  return (mutant) => names.length === 0 || names.some((name) => matches(mutant, name));
}

function isAt({ file, line }: Mutant, place: string): boolean {
  return [file, `${file}:${line}`].some((name) => name === place || name.endsWith(`/${place}`));
}
