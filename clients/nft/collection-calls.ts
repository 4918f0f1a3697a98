import { Contract } from "ethers";
import type {
  CollectionBase,
  ICollectionBaseURI,
  ICollectionIssue,
  ICollectionPhases,
  ICollectionReveal,
  ICollectionRevocable,
  ICollectionSale,
  ICollectionTraits,
} from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import { type ContractCalls, callsOf } from "../calls/contract-calls.ts";
import { interfaceOf } from "../support/contracts.ts";

/** Calls of a collection and of all modules that it may have: those that it has not revert when they are tried out. */
export type CollectionCalls = ContractCalls<CollectionBase> &
  ContractCalls<ICollectionSale> &
  ContractCalls<ICollectionPhases> &
  ContractCalls<ICollectionIssue> &
  ContractCalls<ICollectionRevocable> &
  ContractCalls<ICollectionReveal> &
  ContractCalls<ICollectionBaseURI> &
  ContractCalls<ICollectionTraits>;

export function collectionCalls(addresses: AddressBook, collection: string): CollectionCalls {
  return callsOf(
    addresses,
    new Contract(collection, interfaceOf("collection")),
  ) as unknown as CollectionCalls;
}
