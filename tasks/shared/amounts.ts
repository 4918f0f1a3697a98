import { parseUnits } from "ethers";
import { requireUint } from "../../clients/support/ranges.ts";
import { fail } from "../../protocol/errors.ts";

/** An amount of tokens or ether as people write it (`1.5`), in smallest units. Throws ALT_CLIENT_AMOUNT or ALT_CLIENT_RANGE. */
export function parseAmount(text: string): bigint {
  if (!/^\d+(\.\d{1,18})?$/.test(text)) throw fail("ALT_CLIENT_AMOUNT", { amount: text });
  return requireUint(parseUnits(text, 18), 256, "amount in smallest units");
}

/** A whole number of the command line. Throws ALT_CLIENT_NUMBER or ALT_CLIENT_RANGE naming what it is for. */
export function parseWhole(text: string, role: string): bigint {
  if (!/^\d+$/.test(text)) throw fail("ALT_CLIENT_NUMBER", { role, text });
  return requireUint(BigInt(text), 256, role);
}

/** Arguments of a call: a JSON array, or values between commas. Numbers may have any size. */
export function parseArguments(text: string): readonly unknown[] {
  if (!text.trimStart().startsWith("[")) return text.split(",").map((part) => part.trim());
  return parseJson(text) as unknown[];
}

/** One value of the command line: an array, a struct or text between quotes as JSON, else the text itself. */
export function parseValue(text: string): unknown {
  return /^\s*[[{"]/.test(text) ? parseJson(text) : text;
}

/** JSON whose numbers become texts, of any size. Throws ALT_CLIENT_JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, keepDigits);
  } catch (error) {
    throw fail("ALT_CLIENT_JSON", { text }, error);
  }
}

/** `JSON.parse` would round numbers above 2^53: the source text of each is kept instead. */
function keepDigits(_key: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === "number" ? (context?.source ?? value) : value;
}
