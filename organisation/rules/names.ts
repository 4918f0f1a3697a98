import { type AlthingError, fail } from "../../protocol/errors.ts";
import { contractsOf } from "../names.ts";
import type { Organisation } from "../schema/organisation.ts";

/** Contracts that every deployment has; a second one of such a name could not be told from it. */
const RESERVED = new Set([
  "Treasury",
  "Mandates",
  "Vesting",
  "MerkleDistributor",
  "FunctionRegistry",
  "OperatorSet",
  "FunctionRouter",
  "FunctionDirectory",
]);

/** Each contract needs a name of its own. */
export function* nameFaults(organisation: Organisation): Generator<AlthingError> {
  const taken = new Set(RESERVED);
  for (const contract of contractsOf(organisation)) {
    if (taken.has(contract)) yield fail("ALT_CONFIG_NAME_TAKEN", { contract });
    taken.add(contract);
  }
}
