import { fail } from "../../protocol/errors.ts";

/** `value` if a `uint` of so many bits holds it, else ALT_CLIENT_RANGE naming what it is for. */
export function requireUint(value: bigint, bits: number, role: string): bigint {
  const maximum = (1n << BigInt(bits)) - 1n;
  if (value < 0n || value > maximum) throw fail("ALT_CLIENT_RANGE", { role, value, maximum });
  return value;
}
