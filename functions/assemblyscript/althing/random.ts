import { random64 } from "./host";

/**
 * A number in [0, limit), from the stream that belongs to the request, without a bias. Anyone who knows the request can
 * compute it: it is for variety, never for secrets.
 */
export function randomBelow(limit: u64): u64 {
  const whole = u64.MAX_VALUE - (u64.MAX_VALUE % limit);
  let drawn = random64();
  while (drawn >= whole) drawn = random64();
  return drawn % limit;
}

/** What the compiler calls for the seed of `Math.random()`. */
export function seed(): f64 {
  return reinterpret<f64>(random64());
}
