/** Where a deployment's contracts are. Deploys write it, tasks, relay and web each read it their own way. */
export interface AddressBook {
  readonly chainId: bigint;
  /** The ERC-20, where the organisation has one. */
  readonly token?: string;
  /** The timelock that owns everything. */
  readonly treasury: string;
  readonly governor: string;
  /** The organisation's first, where it has any. */
  readonly collection?: string;
  readonly registry: string;
  readonly operatorSet: string;
  readonly router: string;
  /** Names the router that new requests should go to. */
  readonly directory: string;
  /** All collections, by the names of their contracts. */
  readonly collections?: Readonly<Record<string, string>>;
  /** Grants that become their holder's over time, where the organisation has such. */
  readonly vesting?: string;
  /** Airdrops, where the organisation has such. */
  readonly distributor?: string;
  /** Functions as governance actions, where the organisation has such. */
  readonly mandates?: string;
  /** Block of the deployment: searches for events begin there, at block 0 if it is unknown. */
  readonly fromBlock?: number;
}

/** What an organisation has where its config asks for it. */
export type ModuleName = "vesting" | "distributor" | "mandates";

/** The name of a contract that every address book has, but for `token` and `collection`. */
export type ContractName = Exclude<keyof AddressBook, "chainId" | "fromBlock" | "collections" | ModuleName>;

/** A contract's name in the address book, which may have none of that name. */
export type PlaceName = ContractName | ModuleName;

export const contractNames: readonly ContractName[] = [
  "token",
  "treasury",
  "governor",
  "collection",
  "registry",
  "operatorSet",
  "router",
  "directory",
];

export const placeNames: readonly PlaceName[] = [...contractNames, "vesting", "distributor", "mandates"];
