import { Outcome } from "../../protocol/outcome.ts";
import { deployMinted } from "../fixtures/collection.ts";
import type { Connection } from "../fixtures/connection.ts";
import { type Answer, fulfil } from "./operator.ts";

/** An honest answer of the traits function. */
export const shield = {
  pattern: 2n,
  field: 0x1f3a5fn,
  charge: 0xe0b13cn,
  rune: 16n,
  name: "Shield of Storms",
};
export type Shield = typeof shield;

/** What an honest answer burns. */
export const FUEL_USED = 1000n;

async function deployTraits(connection: Connection) {
  const fixture = await deployMinted(connection);
  const traits = await connection.ethers.getContractAt("ITraits", fixture.collection);
  const encode = (answer: Shield) => traits.interface.encodeFunctionResult("traits", [answer]);
  return { ...fixture, traits, encode };
}

/** The collection, and a way to ask for a token's traits and have them answered. */
export async function deployAsking(connection: Connection) {
  const fixture = await connection.networkHelpers.loadFixture(deployTraits);
  const { collection, router, holder, operator, encode } = fixture;
  const price = await collection.traitsPrice();
  async function request(tokenId = 1n, value = price) {
    await collection.connect(holder).requestTraits([tokenId], { value });
    const asked = await collection.queryFilter(collection.filters.TraitsRequested(tokenId));
    return asked.at(-1)?.args.requestId ?? "";
  }
  const answer = (requestId: string, change: Partial<Answer> = {}) => {
    const success = { outcome: Outcome.Success, result: encode(shield), fuelUsed: FUEL_USED };
    return fulfil(connection, router, operator, requestId, { ...success, ...change });
  };
  return { ...fixture, price, request, answer };
}
