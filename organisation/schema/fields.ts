import { getAddress, isAddress } from "ethers";
import { z } from "zod";
import { momentOf, secondsOf, unitsOf } from "../values.ts";

/** A text's value in the units that contracts count in, or the sentence's end that says what it must be. */
function read<Value>(expected: string, parse: (text: string) => Value | undefined) {
  return z.string({ error: `must be ${expected}` }).transform((text, context) => {
    const value = parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: "custom", message: `must be ${expected}`, input: text });
    return z.NEVER;
  });
}

const AMOUNT =
  'an amount in decimals, such as "1000" or "0.01" with at most 18 of them, or a bigint of units';

export const amount = z
  .union([z.string(), z.bigint()], { error: `must be ${AMOUNT}` })
  .transform((given, context) => {
    const units = unitsOf(given);
    if (units !== undefined) return units;
    context.addIssue({ code: "custom", message: `must be ${AMOUNT}`, input: given });
    return z.NEVER;
  });

export const duration = read('a duration in one unit, such as "2 days" or "0 seconds"', secondsOf);

export const moment = read('a moment in UTC, such as "2027-01-31" or "2027-01-31T18:00:00Z"', momentOf);

export const address = read(
  "an address: 0x and 40 hexadecimal digits, of one case or its checksum",
  (text) => (isAddress(text) && text.startsWith("0x") && BigInt(text) !== 0n ? getAddress(text) : undefined),
);

export const hash32 = read("32 bytes: 0x and 64 hexadecimal digits", (text) =>
  /^0x[0-9a-fA-F]{64}$/.test(text) ? text : undefined,
);

export const identifier = read(
  "a Solidity identifier that begins with a capital letter, such as Club",
  (text) => (/^[A-Z][A-Za-z0-9]{0,63}$/.test(text) ? text : undefined),
);

export const text = z.string({ error: "must be a text" }).min(1, { error: "must not be empty" });

/** A whole number from `least` to `most`. */
export function whole(least: number, most: number = Number.MAX_SAFE_INTEGER) {
  const error = most === Number.MAX_SAFE_INTEGER ? `of at least ${least}` : `from ${least} to ${most}`;
  const expected = { error: `must be a whole number ${error}` };
  return z.int(expected).min(least, expected).max(most, expected);
}

/** A percentage with at most two decimals, as basis points. */
export const basisPoints = z
  .number({ error: "must be a percentage" })
  .min(0, { error: "must be a percentage of at least 0" })
  .max(100, { error: "must be a percentage of at most 100" })
  .multipleOf(0.01, { error: "must be a percentage with at most two decimals" })
  .transform((percent) => Math.round(percent * 100));

/** A number as a CSV file writes it. */
export const digits = z.string().regex(/^\d+$/, { error: "must be a whole number" }).transform(Number);

/** Wei. */
export const wei = z.bigint({ error: "must be a bigint of wei" }).min(0n, { error: "must not be negative" });

export const flag = z.boolean({ error: "must be true or false" }).default(false);
