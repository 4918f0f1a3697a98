import { fail } from "../../protocol/errors.ts";
import { renderTable } from "../../tasks/shared/output.ts";

/** One setting of a script: an environment variable, as `hardhat run` hands no arguments on to a script. */
export interface Setting<Value> {
  readonly description: string;
  /** What holds where the variable is not set, as it would be written; undefined: nothing. */
  readonly fallback?: string;
  /** What the text says; undefined where it is nothing that the variable can be. */
  readonly parse: (text: string) => Value | undefined;
  /** What the variable can be, for people. */
  readonly expected: string;
}

/** A script's settings by the names of their variables, all of which begin alike: `MINT_COUNT`. */
export type SettingTable = Readonly<Record<string, Setting<unknown>>>;

type ValueOf<One> =
  One extends Setting<infer Value>
    ? One extends { readonly fallback: string }
      ? Value
      : Value | undefined
    : never;

export type Settings<Table extends SettingTable> = { readonly [Name in keyof Table]: ValueOf<Table[Name]> };

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The settings that `env` makes. A variable with the script's prefix that the table lacks is refused: a misspelt name
 * would mint with a default. Throws ALT_SCRIPT_SETTING_UNKNOWN or ALT_SCRIPT_SETTING_INVALID.
 */
export function readSettings<Table extends SettingTable>(
  prefix: string,
  table: Table,
  env: Environment,
): Settings<Table> {
  for (const name of Object.keys(env)) {
    if (name.startsWith(`${prefix}_`) && env[name] !== "" && !(name in table))
      throw fail("ALT_SCRIPT_SETTING_UNKNOWN", { name, known: Object.keys(table).join(", ") });
  }
  const read = Object.entries(table).map(([name, setting]) => [name, readSetting(name, setting, env[name])]);
  return Object.fromEntries(read) as Settings<Table>;
}

/** A table of the settings for people. */
export function describeSettings(table: SettingTable): string {
  const rows = Object.entries(table).map(([name, { description, fallback }]) => [
    name,
    fallback ?? "",
    description,
  ]);
  return renderTable(["variable", "if not set", "what it says"], rows);
}

/** Any text. */
export function text(description: string): Setting<string>;
export function text(description: string, fallback: string): Setting<string> & { readonly fallback: string };
export function text(description: string, fallback?: string): Setting<string> {
  return { description, expected: "a text", parse: (given) => given, ...(fallback && { fallback }) };
}

/** A whole number. */
export function whole(description: string, fallback: string) {
  const parse = (given: string) => (/^\d{1,78}$/.test(given) ? BigInt(given) : undefined);
  return { description, fallback, expected: "a whole number", parse };
}

/** One of a few words, the first of which is the default. */
export function choice<Word extends string>(description: string, words: readonly [Word, ...Word[]]) {
  const parse = (given: string) => words.find((word) => word === given);
  return { description, fallback: words[0] as string, expected: words.join(" or "), parse };
}

/** `1`, or nothing. */
export function flag(description: string) {
  const parse = (given: string) => (given === "0" ? false : given === "1" ? true : undefined);
  return { description, fallback: "0", expected: "1, or 0", parse };
}

function readSetting(name: string, setting: Setting<unknown>, given: string | undefined): unknown {
  const value = given === undefined || given === "" ? setting.fallback : given;
  if (value === undefined) return undefined;
  const parsed = setting.parse(value);
  if (parsed === undefined)
    throw fail("ALT_SCRIPT_SETTING_INVALID", { name, value, expected: setting.expected });
  return parsed;
}
