// Collections with modules: what each adds to minting, moving and burning.

import type { Contract } from "ethers";
import type { Connection } from "../chain.ts";
import { gasHere, type People, peopleOf, spend } from "./meter.ts";
import { mintOf, PRICE } from "./nft.ts";
import type { Series } from "./series.ts";

const QUANTITIES = [1, 5, 20];
const MINTS = QUANTITIES.map(mintOf);
const TRANSFERS = ["transfer, a single", "transfer, of 5"];
const BURNS = ["burn, a single", "burn, of 5"];
const REVOCATION = "revoke";
export const MODULE_CASES = [...MINTS, ...TRANSFERS, ...BURNS, REVOCATION];

/** A collection, and how its tokens come to holders. */
export interface ModuleCollection {
  readonly nft: Contract;
  /** `mint` for a payment, or `mintTo` by the owner. */
  readonly mint: "mint" | "mintTo";
  /** Whether holders delegate their votes to themselves first. */
  readonly delegated?: boolean;
  readonly soulbound?: boolean;
  readonly rented?: boolean;
}

interface Deployment extends ModuleCollection {
  readonly connection: Connection;
  readonly people: People;
}

/** To and from holders who keep some. Tokens 1 and 2 are singles, 3 to 7 a batch, all Alice's. */
export async function measureModules(
  name: string,
  connection: Connection,
  collection: ModuleCollection,
): Promise<Series> {
  const deployment = { ...collection, connection, people: await peopleOf(connection) };
  const { nft, people } = deployment;
  for (const quantity of [1, 1, 5]) await mint(deployment, people.alice.address, quantity);
  await mint(deployment, people.bob.address, 1);
  if (collection.delegated)
    for (const holder of [people.alice, people.bob]) await spend(nft, "delegate", [holder], holder);
  if (collection.rented)
    for (const id of [1, 4]) await spend(nft, "setUser", [id, people.carol, 2n ** 40n], people.alice);
  return { name, gas: new Map([...(await measureMints(deployment)), ...(await measureMoves(deployment))]) };
}

function mint({ nft, people, mint: name }: Deployment, to: string, quantity: number): Promise<number> {
  return spend(nft, name, [to, quantity], people.alice, name === "mint" ? BigInt(quantity) * PRICE : 0n);
}

async function measureMints(deployment: Deployment): Promise<[string, number][]> {
  const { connection, nft, people, mint: name } = deployment;
  const figures: [string, number][] = [];
  for (const quantity of QUANTITIES) {
    const value = name === "mint" ? BigInt(quantity) * PRICE : 0n;
    const gas = await gasHere(connection, nft, name, [people.alice, quantity], people.alice, value);
    figures.push([mintOf(quantity), gas]);
  }
  return figures;
}

async function measureMoves(deployment: Deployment): Promise<[string, number][]> {
  const { connection, nft, people, soulbound } = deployment;
  const { alice, bob } = people;
  const figures: [string, number][] = [];
  for (const [place, id] of [1, 4].entries()) {
    if (!soulbound) {
      const gas = await gasHere(connection, nft, "transferFrom", [alice, bob, id], alice);
      figures.push([TRANSFERS[place] as string, gas]);
    }
    figures.push([BURNS[place] as string, await gasHere(connection, nft, "burn", [id], alice)]);
  }
  if (nft.interface.hasFunction("revoke"))
    figures.push([REVOCATION, await gasHere(connection, nft, "revoke", [1], alice)]);
  return figures;
}
