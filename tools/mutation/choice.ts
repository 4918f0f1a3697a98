import type { Mutant } from "./mutants.ts";

/** There is no mutant at a place that was named. */
export class NoSuchMutants extends Error {}

/**
 * @param places `<File.sol>` or `<File.sol>:<line>`; none stands for all.
 * @param sample How many of them at most, spread evenly.
 * @throws {NoSuchMutants}
 */
export function choose(
  mutants: readonly Mutant[],
  places: readonly string[],
  sample: number = mutants.length,
): readonly Mutant[] {
  const idle = places.find((place) => !mutants.some((mutant) => isAt(mutant, place)));
  if (idle !== undefined) throw new NoSuchMutants(`There is nothing to break at ${idle}`);
  const chosen = mutants.filter(
    (mutant) => places.length === 0 || places.some((place) => isAt(mutant, place)),
  );
  const stride = Math.max(1, chosen.length / sample);
  return chosen.filter((_, i) => Math.floor(i / stride) > Math.floor((i - 1) / stride));
}

function isAt({ file, line }: Mutant, place: string): boolean {
  return [file, `${file}:${line}`].some((name) => name === place || name.endsWith(`/${place}`));
}
