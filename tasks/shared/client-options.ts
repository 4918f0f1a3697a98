import { ArgumentType } from "hardhat/types/arguments";

/** Who signs, for every task that speaks to a deployment. */
export const fromOption = {
  name: "from",
  description: "Account that signs: its number in `accounts`, or its address",
  type: ArgumentType.STRING,
  defaultValue: "0",
} as const;

/** Which router, for tasks that also have something to do at an earlier one. */
export const routerOption = {
  name: "router",
  description: "Router, by its number in `functions routers`; 0 for the current one",
  type: ArgumentType.BIGINT,
  defaultValue: 0n,
} as const;

/** Which collection, for every task that speaks to one. */
export const collectionOption = optionalText(
  "collection",
  "Which collection, by the name of its contract or its address; the first if not named",
);

/** How the signing account is named where an account is asked for. */
export const SIGNER = "signer";

/** What an account may be written as. */
export const ACCOUNT_FORMS =
  "an address, a number in `accounts`, a name of the deployment (treasury, …) or `signer`";

/** An option of text with a default. */
export function textOption<Name extends string>(name: Name, description: string, defaultValue: string) {
  return { name, description, type: ArgumentType.STRING, defaultValue } as const;
}

/** An option of text that may be left out. */
export function optionalText<Name extends string>(name: Name, description: string) {
  return { name, description, type: ArgumentType.STRING_WITHOUT_DEFAULT, defaultValue: undefined } as const;
}

/** An option of a whole number. */
export function numberOption<Name extends string>(name: Name, description: string, defaultValue: bigint) {
  return { name, description, type: ArgumentType.BIGINT, defaultValue } as const;
}
