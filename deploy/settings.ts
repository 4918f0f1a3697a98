import path from "node:path";
import config from "../althing.config.ts";
import { organisationOn, readOrganisation } from "../organisation/read.ts";
import type { Organisation } from "../organisation/schema/organisation.ts";
import { LOCAL_CHAIN_ID } from "../protocol/local-chain.ts";
import type { Environment } from "./environment.ts";
import { type Operator, operatorsFrom } from "./operators.ts";

/** Everything about a deployment that is a choice. Times are seconds, amounts are smallest units, shares basis points. */
export interface DeploySettings {
  /** As it is on the chain. */
  readonly organisation: Organisation;
  /** The first epoch of the operator set, ascending by signer. */
  readonly operators: readonly Operator[];
}

let standard: Organisation | undefined;

/** The organisation of `althing.config.ts`. Throws ALT_CONFIG_… */
export function standardOrganisation(): Organisation {
  standard ??= readOrganisation(config, path.resolve(import.meta.dirname, ".."));
  return standard;
}

/**
 * The settings for a chain: what the organisation's config says of it, and the operators, who are the machine's and not
 * the organisation's (see .env.example). Throws ALT_DEPLOY_SETTING_INVALID, or ALT_DEPLOY_OPERATOR_MISSING where a
 * public chain's operators are not named.
 */
export function settingsFor(
  chainId: bigint,
  env: Environment = process.env,
  organisation: Organisation = standardOrganisation(),
): DeploySettings {
  return {
    organisation: organisationOn(organisation, chainId),
    operators: operatorsFrom(env, chainId === LOCAL_CHAIN_ID),
  };
}
