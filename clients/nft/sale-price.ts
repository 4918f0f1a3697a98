import { fail } from "../../protocol/errors.ts";
import {
  type CollectionBase,
  ICollectionPhases__factory,
  ICollectionSale__factory,
} from "../../types/index.js";
import { saleKindOf } from "./modules.ts";
import { PhaseKind } from "./phase-types.ts";

/**
 * Wei for a token that anyone may mint now: of the open mint, or of the phase that is open, if that is public. Throws
 * ALT_NFT_NOT_PUBLIC, and ALT_NFT_NOT_SOLD where the owner gives the tokens out.
 */
export async function salePrice(collection: CollectionBase): Promise<bigint> {
  const address = String(collection.target);
  const kind = await saleKindOf(collection);
  if (kind === "open") return ICollectionSale__factory.connect(address, collection.runner).mintPrice();
  if (kind === "none") throw fail("ALT_NFT_NOT_SOLD", { collection: await collection.name() });
  const sale = ICollectionPhases__factory.connect(address, collection.runner);
  const [phases, open] = await Promise.all([sale.phases(), sale.openPhase()]);
  const phase = phases[Number(open)];
  if (phase?.kind !== PhaseKind.Public) throw fail("ALT_NFT_NOT_PUBLIC", { phase: open });
  return phase.price;
}
