import { ArgumentType } from "hardhat/types/arguments";

/** Who signs, for every task that speaks to a deployment. */
export const fromOption = {
  name: "from",
  description: "Account that signs: its number in `accounts`, or its address",
  type: ArgumentType.STRING,
  defaultValue: "0",
} as const;

/** An option of text that is empty unless it is given. */
export function textOption<Name extends string>(name: Name, description: string, defaultValue = "") {
  return { name, description, type: ArgumentType.STRING, defaultValue } as const;
}

/** An option of a whole number that may be left out. */
export function numberOption<Name extends string>(name: Name, description: string, defaultValue: bigint) {
  return { name, description, type: ArgumentType.BIGINT, defaultValue } as const;
}
