/** The first 16 bytes of the commitment seed it. */
const SEED_DIGITS = 8;

type State = [number, number, number, number];

let state: State | undefined;

/** Makes `Math.random()` the stream that belongs to a request, from its commitment (32 bytes of hex). */
export function seedRandom(commitment: string): void {
  const word = (index: number) =>
    Number.parseInt(commitment.substring(2 + index * SEED_DIGITS, 2 + (index + 1) * SEED_DIGITS), 16);
  state = [word(0), word(1), word(2), word(3) | 1];
}

/**
 * xoshiro128** (Blackman and Vigna, 2018), as 53-bit fractions. Anyone who knows the commitment can predict it: it is
 * for variety, never for secrets.
 */
export function random(): number {
  if (!state) throw new Error("Math.random() is known only inside a call");
  const high = next(state) >>> 6;
  const low = next(state) >>> 5;
  return (high * 2 ** 27 + low) / 2 ** 53;
}

function next(s: State): number {
  const result = Math.imul(rotate(Math.imul(s[1], 5), 7), 9);
  const shifted = s[1] << 9;
  s[2] ^= s[0];
  s[3] ^= s[1];
  s[1] ^= s[2];
  s[0] ^= s[3];
  s[2] ^= shifted;
  s[3] = rotate(s[3], 11);
  return result;
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
