import type { ZodError } from "zod";
import { type AlthingError, fail } from "../protocol/errors.ts";
import { LOCAL_CHAIN_ID } from "../protocol/local-chain.ts";
import { collectionFaults } from "./rules/collections.ts";
import { daoFaults } from "./rules/dao.ts";
import { functionFaults } from "./rules/functions.ts";
import { nameFaults } from "./rules/names.ts";
import { tokenFaults } from "./rules/token.ts";
import { type Organisation, organisationSchema } from "./schema/organisation.ts";

const RULES = [nameFaults, tokenFaults, collectionFaults, functionFaults, daoFaults];

/**
 * What a config says, in the units that contracts count in. Its lists (allowlists, airdrops) are read from the files
 * it names, below `folder`.
 * @throws ALT_CONFIG_VALUE, ALT_CONFIG_UNKNOWN, ALT_CONFIG_LIST, or the code of the first rule that it breaks
 */
export function readOrganisation(config: unknown, folder: string): Organisation {
  const parsed = organisationSchema(folder).safeParse(config);
  if (!parsed.success) throw valueFault(parsed.error, config);
  const organisation = parsed.data;
  for (const variant of [organisation, localOrganisation(organisation)]) {
    const fault = firstFault(variant);
    if (fault !== undefined) throw fault;
  }
  return organisation;
}

/** An organisation as it is on a chain: on a local one with what the config says of it. */
export function organisationOn(organisation: Organisation, chainId: bigint): Organisation {
  return chainId === LOCAL_CHAIN_ID ? localOrganisation(organisation) : organisation;
}

function localOrganisation(organisation: Organisation): Organisation {
  const { dao, functions, local } = organisation;
  return {
    ...organisation,
    dao: { ...dao, ...local.dao } as Organisation["dao"],
    functions: { ...functions, ...local.functions } as Organisation["functions"],
  };
}

function firstFault(organisation: Organisation): AlthingError | undefined {
  for (const rule of RULES) for (const fault of rule(organisation)) return fault;
  return undefined;
}

function valueFault({ issues }: ZodError, config: unknown): AlthingError {
  const [issue] = issues;
  const place = placeOf(issue?.path ?? []);
  if (issue?.code === "unrecognized_keys") {
    return fail("ALT_CONFIG_UNKNOWN", { place: place || "the config", key: issue.keys.join(", ") });
  }
  const found = valueAt(config, issue?.path ?? []);
  const fault =
    found === undefined ? `is missing, and ${issue?.message}` : `${issue?.message}, not ${shown(found)}`;
  return fail("ALT_CONFIG_VALUE", { place: place || "the config", fault });
}

/** `collections[0].sale.price`. */
function placeOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === "number") return `${text}[${key}]`;
    return text === "" ? String(key) : `${text}.${String(key)}`;
  }, "");
}

function valueAt(config: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key],
    config,
  );
}

function shown(value: unknown): string {
  if (typeof value === "bigint") return `${value}n`;
  return (
    JSON.stringify(value, (_key, inner: unknown) => (typeof inner === "bigint" ? `${inner}n` : inner)) ??
    String(value)
  );
}
