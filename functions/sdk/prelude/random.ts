import { encodedContext } from "./context.ts";

type State = [number, number, number, number];

let state: State | undefined;

/** The stream that belongs to a request begins with the first 16 bytes of its commitment, the context's first field. */
function seeded(): State {
  const seed = encodedContext();
  if (!seed) throw new Error("Math.random() is known only inside a call");
  const view = new DataView(seed.buffer, seed.byteOffset);
  return [view.getUint32(0), view.getUint32(4), view.getUint32(8), view.getUint32(12) | 1];
}

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
