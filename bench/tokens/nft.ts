// Collections: a sale to whoever pays, transfers of tokens wherever they are in a batch, burning.

import type { Contract } from "ethers";
import type { Connection } from "../chain.ts";
import { gasHere, type People, peopleOf, spend } from "./meter.ts";
import type { Series } from "./series.ts";

/** Tokens that one call mints. */
export const QUANTITIES = [1, 5, 20, 100];
const BATCHES = QUANTITIES.filter((quantity) => quantity > 1);
export const PRICE = 1n;

/**
 * A bitmap's word opens somewhere within so many ids at the latest: mints of a size are repeated until they came upon
 * every place in it.
 */
const CYCLE = 256;

export const mintOf = (quantity: number): string => `mint ${quantity}`;
export const dearestMintOf = (quantity: number): string => `mint ${quantity}, dearest place`;
export const MINTS = QUANTITIES.map(mintOf);
export const DEAREST_MINTS = QUANTITIES.map(dearestMintOf);

const PLACES = ["first", "middle", "last"] as const;
const placeIn = (place: string, size: number): number =>
  place === "first" ? 0 : place === "middle" ? Math.floor(size / 2) : size - 1;

export const TRANSFER_SINGLE = "transfer, a single";
export const TRANSFERS = BATCHES.flatMap((size) => PLACES.map((place) => `transfer, ${place} of ${size}`));
export const DEAREST_TRANSFERS = BATCHES.map((size) => `transfer, dearest of ${size}`);
export const LATER_TRANSFERS = BATCHES.map((size) => `later transfer, dearest of ${size}`);
export const TO_NEW_HOLDER = [1, ...BATCHES].map((size) => `to a new holder, of ${size}`);
export const BURNS = [1, ...BATCHES].map((size) => `burn, of ${size}`);

/**
 * The first transfer of a token that was minted with others, by one slot: a transaction, its calldata, a fresh slot for
 * the token's own owner, both balances, the event. No check, no other storage, no code.
 */
const FIRST_TRANSFER = 21_000 + 952 + 22_100 + 2 * 5_000 + 1_875;
export const FLOOR: Series = {
  name: "floor, an owner's slot each",
  gas: new Map(DEAREST_TRANSFERS.map((label) => [label, FIRST_TRANSFER])),
};

/**
 * Minted after each batch whose tokens move, as nearly all batches of a collection are old ones: nothing about them is kept
 * where a mint writes. The larger batches then reach from one word of a bitmap of 256 ids into the next.
 */
const FOLLOWING = [100, 100, 30];

interface Deployment {
  readonly connection: Connection;
  readonly people: People;
  readonly nft: Contract;
}

/** @param deploy makes a new collection each time. */
export async function measureNft(
  name: string,
  connection: Connection,
  deploy: () => Promise<Contract>,
): Promise<Series> {
  const people = await peopleOf(connection);
  const mints = { connection, people, nft: await deploy() };
  const moves = { connection, people, nft: await deploy() };
  const gas = [...(await measureMints(mints)), ...(await measureMoves(moves))];
  return { name, gas: new Map(gas) };
}

function mint({ people, nft }: Deployment, to: keyof People, quantity: number): Promise<number> {
  return spend(nft, "mint", [people[to], quantity], people.alice, BigInt(quantity) * PRICE);
}

/** To a holder who has some, after others. */
async function measureMints(deployment: Deployment): Promise<[string, number][]> {
  await mint(deployment, "alice", 1);
  const figures: [string, number][] = [];
  for (const quantity of QUANTITIES) {
    const gas: number[] = [];
    for (let ids = 0; ids === 0 || ids % CYCLE !== 0; ids += quantity)
      gas.push(await mint(deployment, "alice", quantity));
    figures.push([mintOf(quantity), Math.round(mean(gas))], [dearestMintOf(quantity), Math.max(...gas)]);
  }
  return figures;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

async function measureMoves(deployment: Deployment): Promise<[string, number][]> {
  // Nobody gives away the last that they have: a slot that becomes zero is paid for in part.
  for (const holder of ["bob", "carol", "alice", "alice"] as const) await mint(deployment, holder, 1);
  const single = 3;
  const figures: [string, number][] = [
    [TRANSFER_SINGLE, await transfer(deployment, single, "bob")],
    [TO_NEW_HOLDER[0] as string, await transfer(deployment, single, "dora")],
    [BURNS[0] as string, await burn(deployment, single)],
  ];
  let first = single + 2;
  for (const [i, size] of BATCHES.entries()) {
    await mint(deployment, "alice", size);
    for (const quantity of FOLLOWING) await mint(deployment, "bob", quantity);
    figures.push(...(await measureBatch(deployment, first, size)));
    const middle = first + placeIn("middle", size);
    figures.push([TO_NEW_HOLDER[i + 1] as string, await transfer(deployment, middle, "dora")]);
    figures.push([BURNS[i + 1] as string, await burn(deployment, middle)]);
    first += size + FOLLOWING.reduce((sum, quantity) => sum + quantity, 0);
  }
  return figures;
}

/** Every token of a batch, each while all others are where they were minted to. */
async function measureBatch(
  deployment: Deployment,
  first: number,
  size: number,
): Promise<[string, number][]> {
  const gas: number[] = [];
  const later: number[] = [];
  for (let place = 0; place < size; place++) {
    const [once, again] = await transferTwice(deployment, first + place);
    gas.push(once);
    later.push(again);
  }
  return [
    ...PLACES.map((place): [string, number] => [
      `transfer, ${place} of ${size}`,
      gas[placeIn(place, size)] as number,
    ]),
    [`transfer, dearest of ${size}`, Math.max(...gas)],
    [`later transfer, dearest of ${size}`, Math.max(...later)],
  ];
}

async function transferTwice(
  { connection, people, nft }: Deployment,
  id: number,
): Promise<readonly [number, number]> {
  const before = await connection.networkHelpers.takeSnapshot();
  const { alice, bob, carol } = people;
  const once = await spend(nft, "transferFrom", [alice, bob, id], alice);
  const again = await spend(nft, "transferFrom", [bob, carol, id], bob);
  if ((await nft.getFunction("ownerOf").staticCall(id)) !== carol.address)
    throw new Error(`token ${id} did not get to its last owner`);
  await before.restore();
  return [once, again];
}

function transfer({ connection, people, nft }: Deployment, id: number, to: keyof People): Promise<number> {
  return gasHere(connection, nft, "transferFrom", [people.alice, people[to], id], people.alice);
}

function burn({ connection, people, nft }: Deployment, id: number): Promise<number> {
  return gasHere(connection, nft, "burn", [id], people.alice);
}
