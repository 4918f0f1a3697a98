import type { GovernorName } from "../../fixtures/governors.ts";

/** Each module on its own and together with all others: it must do the same there. */
export function withModule(alone: GovernorName, test: (name: GovernorName) => void) {
  for (const name of [alone, "FullGovernor"] as const) describe(`in ${name}`, () => test(name));
}
