import { type AlthingError, fail } from "../../protocol/errors.ts";
import type { Collection } from "../schema/collection.ts";
import type { Organisation } from "../schema/organisation.ts";
import { phaseFaults } from "./phases.ts";

/** The largest royalty that marketplaces and buyers take for one, in basis points. */
const LARGEST_ROYALTY = 1_000;

/** Faults of each collection alone. */
export function* collectionFaults({ collections }: Organisation): Generator<AlthingError> {
  for (const collection of collections) {
    yield* royaltyFaults(collection);
    yield* soulboundFaults(collection);
    yield* revocableFaults(collection);
    yield* supplyFaults(collection);
    yield* phaseFaults(collection);
    yield* revealFaults(collection);
  }
}

/** Tokens minted at the deploy. */
export function foundersTotal({ founders }: Collection): number {
  return founders.reduce((sum, { quantity }) => sum + quantity, 0);
}

function* royaltyFaults({ contract, royalty = 0 }: Collection): Generator<AlthingError> {
  if (royalty > LARGEST_ROYALTY) {
    const figures = { contract, royalty: royalty / 100, most: LARGEST_ROYALTY / 100 };
    yield fail("ALT_CONFIG_ROYALTY", figures);
  }
}

function* soulboundFaults({ contract, soulbound, rental, royalty }: Collection): Generator<AlthingError> {
  if (!soulbound) return;
  if (rental) yield fail("ALT_CONFIG_SOULBOUND", { contract, feature: "rental" });
  if (royalty !== undefined) yield fail("ALT_CONFIG_SOULBOUND", { contract, feature: "a royalty" });
}

/** What was bought, and can be sold on, is its buyer's. */
function* revocableFaults({ contract, revocable, soulbound, sale }: Collection): Generator<AlthingError> {
  if (!revocable) return;
  if (!soulbound) yield fail("ALT_CONFIG_REVOCABLE", { contract, fault: "not soulbound" });
  if (sale !== undefined) yield fail("ALT_CONFIG_REVOCABLE", { contract, fault: "sold" });
}

function* supplyFaults(collection: Collection): Generator<AlthingError> {
  const { contract, maxSupply, sale } = collection;
  const founders = foundersTotal(collection);
  if (founders > maxSupply) yield fail("ALT_CONFIG_FOUNDERS_ABOVE_SUPPLY", { contract, founders, maxSupply });
  if (sale !== undefined && founders >= maxSupply)
    yield fail("ALT_CONFIG_SALE_OF_NOTHING", { contract, maxSupply });
  if (sale !== undefined && sale.maxPerMint > maxSupply)
    yield fail("ALT_CONFIG_PER_MINT_ABOVE_SUPPLY", { contract, maxPerMint: sale.maxPerMint, maxSupply });
}

/** Who knows the files may know the seed: a reveal during the sale would let the last buyers choose. */
function* revealFaults({ contract, sale, metadata }: Collection): Generator<AlthingError> {
  if (metadata.kind !== "reveal" || sale?.kind !== "phases") return;
  const ends = sale.phases.flatMap(({ end }) => end ?? []);
  const last = Math.max(0, ...ends, ...sale.phases.map(({ start }) => start));
  if (metadata.notBefore < last) yield fail("ALT_CONFIG_REVEAL_EARLY", { contract });
}
