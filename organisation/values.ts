import { parseUnits } from "ethers";

/** An account or contract: 0x and 40 hexadecimal digits. */
export type Address = `0x${string}`;

/** Whole tokens (or ether) in decimals, such as "1000000" or "0.01"; a bigint counts smallest units. */
export type Amount = `${number}` | bigint;

/** A file beside the config: a first line with the columns' names, then a line an entry, without quotes. */
export type CsvFile = `${string}.csv`;

type Unit = "second" | "minute" | "hour" | "day" | "week";

/** A length of time in one unit: "2 days", "1 hour", "0 seconds". A month is not one: it has no fixed length. */
export type Duration = `${number} ${Unit}` | `${number} ${Unit}s`;

/** A moment in UTC: "2027-01-31", which begins that day, or "2027-01-31T18:00:00Z". */
export type Moment = `${number}-${number}-${number}` | `${number}-${number}-${number}T${string}Z`;

const SECONDS: Readonly<Record<Unit, number>> = {
  second: 1,
  minute: 60,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
};

const DECIMALS = 18;

/** Smallest units of an amount; undefined if it is none. */
export function unitsOf(amount: string | bigint): bigint | undefined {
  if (typeof amount === "bigint") return amount >= 0n ? amount : undefined;
  return /^\d+(\.\d{1,18})?$/.test(amount) ? parseUnits(amount, DECIMALS) : undefined;
}

/** Seconds of a duration; undefined if it is none. */
export function secondsOf(duration: string): number | undefined {
  const [, count = "", unit = ""] = /^(\d+) ([a-z]+?)s?$/.exec(duration) ?? [];
  return isUnit(unit) ? Number(count) * SECONDS[unit] : undefined;
}

/** Unix seconds of a moment; undefined if it is none. */
export function momentOf(moment: string): number | undefined {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?Z)?$/.test(moment)) return undefined;
  const milliseconds = Date.parse(moment);
  const isReal = new Date(milliseconds).toISOString().startsWith(moment.slice(0, 10));
  return Number.isNaN(milliseconds) || !isReal ? undefined : milliseconds / 1_000;
}

function isUnit(text: string): text is Unit {
  return Object.hasOwn(SECONDS, text);
}
