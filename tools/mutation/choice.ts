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

/** @throws {NoSuchMutants} */
export function choose(mutants: readonly Mutant[], choice: Choice): readonly Mutant[] {
  const { places = [], kinds = [] } = choice;
  const atPlaces = some(mutants, places, isAt);
  const chosen = some(atPlaces, kinds, ({ kind }, name) => kind === name);
  const stride = Math.max(1, chosen.length / (choice.sample ?? chosen.length));
  return chosen.filter((_, i) => Math.floor(i / stride) > Math.floor((i - 1) / stride));
}

/** Those that match one of `names`, each of which has to match one. */
function some(
  mutants: readonly Mutant[],
  names: readonly string[],
  matches: (mutant: Mutant, name: string) => boolean,
): readonly Mutant[] {
  const idle = names.find((name) => !mutants.some((mutant) => matches(mutant, name)));
  if (idle !== undefined) throw new NoSuchMutants(`There is nothing to break for ${idle}`);
  return names.length === 0
    ? mutants
    : mutants.filter((mutant) => names.some((name) => matches(mutant, name)));
}

function isAt({ file, line }: Mutant, place: string): boolean {
  return [file, `${file}:${line}`].some((name) => name === place || name.endsWith(`/${place}`));
}
