import type { Organisation } from "./schema/organisation.ts";

export function tokenContract({ name }: Pick<Organisation, "name">): string {
  return `${name}Token`;
}

export function governorContract({ name }: Pick<Organisation, "name">): string {
  return `${name}Governor`;
}

/** Names of the contracts that are composed for an organisation. */
export function contractsOf(organisation: Organisation): string[] {
  return [
    ...(organisation.token === undefined ? [] : [tokenContract(organisation)]),
    governorContract(organisation),
    ...organisation.collections.map(({ contract }) => contract),
  ];
}
