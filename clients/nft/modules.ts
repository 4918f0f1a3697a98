import { fail } from "../../protocol/errors.ts";
import {
  type CollectionBase,
  ICollectionBaseURI__factory,
  ICollectionPhases__factory,
  ICollectionReveal__factory,
  ICollectionSale__factory,
  ICollectionTraits__factory,
} from "../../types/index.js";
import { interfaceIdOf } from "../support/interface-id.ts";

/** Modules that a collection may have been composed with, by which clients tell what they can do with it. */
const modules = {
  sale: { does: "sale at one price", abi: ICollectionSale__factory.abi },
  phases: { does: "sale in phases", abi: ICollectionPhases__factory.abi },
  traits: { does: "traits by a function", abi: ICollectionTraits__factory.abi },
  baseURI: { does: "base URI", abi: ICollectionBaseURI__factory.abi },
  reveal: { does: "reveal", abi: ICollectionReveal__factory.abi },
} as const;

export type CollectionModule = keyof typeof modules;

/** Whether the collection says that it has the module (ERC-165). */
export function hasModule(collection: CollectionBase, module: CollectionModule): Promise<boolean> {
  return collection.supportsInterface(interfaceIdOf(modules[module].abi));
}

/** How the public gets tokens; `none` where the owner gives them out. */
export type SaleKind = "open" | "phases" | "none";

export async function saleKindOf(collection: CollectionBase): Promise<SaleKind> {
  if (await hasModule(collection, "sale")) return "open";
  return (await hasModule(collection, "phases")) ? "phases" : "none";
}

/** @throws ALT_NFT_MODULE where the collection was composed without the module. */
export async function requireModule(collection: CollectionBase, module: CollectionModule): Promise<void> {
  if (await hasModule(collection, module)) return;
  throw fail("ALT_NFT_MODULE", { collection: await collection.name(), module: modules[module].does });
}
