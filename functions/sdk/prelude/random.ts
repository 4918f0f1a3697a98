import { seed } from "./input.ts";

type State = [number, number, number, number];

let state: State | undefined;

/**
 * xoshiro128** (Blackman and Vigna, 2018), as 53-bit fractions. Anyone who knows the commitment can predict it: it is
 * for variety, never for secrets.
 */
export function random(): number {
  state ??= seeded();
  const high = next(state) >>> 6;
  const low = next(state) >>> 5;
  return (high * 2 ** 27 + low) / 2 ** 53;
}

/** All zeroes would stay so. */
function seeded(): State {
  const [a, b, c, d] = seed();
  return [a, b, c, d | 1];
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
