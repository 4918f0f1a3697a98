/** Where a deployment's contracts are. Deploys write it, tasks, relay and web each read it their own way. */
export interface AddressBook {
  readonly chainId: bigint;
  readonly token: string;
  /** The timelock that owns everything. */
  readonly treasury: string;
  readonly governor: string;
  readonly collection: string;
  readonly registry: string;
  readonly operatorSet: string;
  readonly router: string;
  /** Names the router that new requests should go to. */
  readonly directory: string;
  /** Block of the deployment: searches for events begin there, at block 0 if it is unknown. */
  readonly fromBlock?: number;
}

/** A contract's name in the address book. */
export type ContractName = Exclude<keyof AddressBook, "chainId" | "fromBlock">;

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
