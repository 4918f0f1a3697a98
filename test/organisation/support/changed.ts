import { collection, dao, functions, organisation, token } from "../types/parts.ts";

export type Part = Readonly<Record<string, unknown>>;

export const BOB = "0x2222222222222222222222222222222222222222";

// The organisation of the parts, with a part of it changed.
export const withToken = (part: Part) => ({ ...organisation, token: { ...token, ...part } });
export const withDao = (part: Part) => ({ ...organisation, dao: { ...dao, ...part } });
export const withFunctions = (part: Part) => ({ ...organisation, functions: { ...functions, ...part } });
export const withCollection = (part: Part) => ({
  ...organisation,
  collections: [{ ...collection, ...part }],
});
export const withPhases = (...phases: Part[]) =>
  withCollection({ sale: { kind: "phases", maxPerMint: 5, phases } });
