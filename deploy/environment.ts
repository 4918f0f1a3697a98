import { getAddress, isAddress, parseEther } from "ethers";
import { fail } from "../protocol/errors.ts";

/** `process.env`, or a part of it in tests. An empty value counts as unset, as dotenv files write it. */
export type Environment = Readonly<Record<string, string | undefined>>;

export interface Bounds {
  readonly least?: number;
  readonly most?: number;
}

/** A whole number from `env`, or `preset`. Throws ALT_DEPLOY_SETTING_INVALID. */
export function integerFrom(
  env: Environment,
  name: string,
  preset: number,
  { least = 0, most = Number.MAX_SAFE_INTEGER }: Bounds = {},
): number {
  const text = env[name]?.trim();
  if (!text) return preset;
  const value = /^\d+$/.test(text.replaceAll("_", "")) ? Number(text.replaceAll("_", "")) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw fail("ALT_DEPLOY_SETTING_INVALID", {
    name,
    value: text,
    expected: `a whole number from ${least} to ${most}`,
  });
}

/** An amount with up to 18 decimals from `env` in smallest units, or `preset`. Throws ALT_DEPLOY_SETTING_INVALID. */
export function tokensFrom(env: Environment, name: string, preset: bigint): bigint {
  const text = env[name]?.trim();
  if (!text) return preset;
  if (/^\d+(\.\d{1,18})?$/.test(text)) return parseEther(text);
  throw fail("ALT_DEPLOY_SETTING_INVALID", { name, value: text, expected: "an amount such as 1000 or 0.01" });
}

/** An address from `env`, or `preset`. Throws ALT_DEPLOY_SETTING_INVALID. */
export function addressFrom(env: Environment, name: string, preset: string): string {
  const text = env[name]?.trim();
  if (!text) return preset;
  if (isAddress(text)) return getAddress(text);
  throw fail("ALT_DEPLOY_SETTING_INVALID", { name, value: text, expected: "an address" });
}

/** One of `choices` from `env`, or the first of them. Throws ALT_DEPLOY_SETTING_INVALID. */
export function choiceFrom<Choice extends string>(
  env: Environment,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const text = env[name]?.trim();
  if (!text) return choices[0];
  const chosen = choices.find((choice) => choice === text);
  if (chosen !== undefined) return chosen;
  throw fail("ALT_DEPLOY_SETTING_INVALID", { name, value: text, expected: choices.join(" or ") });
}
