/**
 * Milliseconds that have passed since `then`. Where the machine's clock was set back nobody knows: long enough, so that
 * nothing waits for it to come round again.
 */
export function elapsed(then: number, now: number): number {
  return now < then ? Number.POSITIVE_INFINITY : now - then;
}

/**
 * Unix seconds that it is at least: the chain's own time counts, and its newest block may be old where it stands still.
 * `now` is Unix milliseconds.
 */
export function timeAtLeast(timestamp: bigint, now: number): bigint {
  const seconds = BigInt(Math.floor(now / 1_000));
  return timestamp > seconds ? timestamp : seconds;
}
