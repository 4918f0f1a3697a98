import { Interface, type InterfaceAbi } from "ethers";
import {
  Airdrop__factory,
  AlthingGovernor__factory,
  Collection__factory,
  CollectionSoulbound__factory,
  FunctionConsumer__factory,
  FunctionDirectory__factory,
  FunctionRegistry__factory,
  FunctionRouter__factory,
  GovernanceToken__factory,
  GovernorGuardian__factory,
  ICollectionBaseURI__factory,
  ICollectionIssue__factory,
  ICollectionPhases__factory,
  ICollectionReveal__factory,
  ICollectionRevocable__factory,
  IERC4907__factory,
  ITokenFreezable__factory,
  ITokenPausable__factory,
  Mandates__factory,
  MerkleDistributor__factory,
  OperatorSet__factory,
  Oracle__factory,
  ShieldRenderer__factory,
  Treasury__factory,
  Vesting__factory,
} from "../../types/index.js";
import type { AddressBook, PlaceName } from "../address-book.ts";
import { isCollection, nameOf } from "./addresses.ts";

/** The ABIs of what is deployed, by the address book's names. */
export const abiOf = {
  token: GovernanceToken__factory.abi,
  treasury: Treasury__factory.abi,
  governor: AlthingGovernor__factory.abi,
  collection: Collection__factory.abi,
  registry: FunctionRegistry__factory.abi,
  operatorSet: OperatorSet__factory.abi,
  router: FunctionRouter__factory.abi,
  directory: FunctionDirectory__factory.abi,
  vesting: Vesting__factory.abi,
  distributor: MerkleDistributor__factory.abi,
  mandates: Mandates__factory.abi,
} as const satisfies Record<PlaceName, InterfaceAbi>;

/** Every ABI whose errors a call can meet: what is deployed, modules and what it calls, the base that consumers inherit, and the samples. */
export const contractAbis = [
  ...Object.values(abiOf),
  ShieldRenderer__factory.abi,
  GovernorGuardian__factory.abi,
  ITokenFreezable__factory.abi,
  ICollectionPhases__factory.abi,
  ICollectionReveal__factory.abi,
  CollectionSoulbound__factory.abi,
  FunctionConsumer__factory.abi,
  Airdrop__factory.abi,
  Oracle__factory.abi,
] as const;

/** What modules add, in an organisation that has chosen them. */
const moduleAbis: Readonly<Partial<Record<PlaceName, readonly InterfaceAbi[]>>> = {
  token: [ITokenPausable__factory.abi, ITokenFreezable__factory.abi],
  collection: [
    ICollectionIssue__factory.abi,
    ICollectionPhases__factory.abi,
    ICollectionReveal__factory.abi,
    ICollectionRevocable__factory.abi,
    ICollectionBaseURI__factory.abi,
    IERC4907__factory.abi,
  ],
  governor: [
    GovernorGuardian__factory.abi,
    ["function updateSuperQuorumNumerator(uint256 newSuperQuorumNumerator)"],
  ],
};

/** The functions and events of a contract of the address book, those of its modules among them. */
export function interfaceOf(name: PlaceName): Interface {
  const abis = [abiOf[name], ...(moduleAbis[name] ?? [])];
  return new Interface(abis.flatMap((abi) => Interface.from(abi).fragments));
}

/** As {@link interfaceOf}, of what the address book has at an address; undefined for what is not ours. */
export function interfaceAt(addresses: AddressBook, address: string): Interface | undefined {
  const name = nameOf(addresses, address);
  if (name !== undefined) return interfaceOf(name);
  return isCollection(addresses, address) ? interfaceOf("collection") : undefined;
}
