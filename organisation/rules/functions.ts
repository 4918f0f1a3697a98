import { type AlthingError, fail } from "../../protocol/errors.ts";
import type { Organisation } from "../schema/organisation.ts";

/** Faults of the function contracts' settings. */
export function* functionFaults({ functions, token }: Organisation): Generator<AlthingError> {
  const { bond, minDuration, maxDuration, treasuryShare, maxRoyalty } = functions;
  if (bond === "token" && token === undefined) yield fail("ALT_CONFIG_BOND_TOKEN");
  if (minDuration > maxDuration) yield fail("ALT_CONFIG_DURATIONS", { minDuration, maxDuration });
  if (treasuryShare + maxRoyalty > 10_000)
    yield fail("ALT_CONFIG_FEE_SHARES", { treasury: treasuryShare / 100, royalty: maxRoyalty / 100 });
}
