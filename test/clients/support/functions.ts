import { id, parseEther } from "ethers";
import { FunctionsClient } from "../../../clients/index.ts";
import type { Outcome } from "../../../protocol/outcome.ts";
import { ITraits__factory } from "../../../types/index.js";
import type { Connection } from "../../fixtures/connection.ts";
import { deployAll, publishTraits } from "../../fixtures/deployment.ts";
import { fulfil } from "../../helpers/operator.ts";
import { shield } from "../../helpers/traits.ts";

export const traits = ITraits__factory.createInterface();
export const ANSWER = traits.encodeFunctionResult("traits", [shield]);
/** Wei in the client's account. */
export const FUNDS = parseEther("10");
/** Of the function that `deployFunded` published. */
export const CALL = { functionId: 1n, endpoint: "traits", args: [7n, id("seed")] } as const;

/** What is deployed, with a client of two accounts. */
export async function deployClients(connection: Connection) {
  const fixture = await connection.networkHelpers.loadFixture(deployAll);
  const { addresses, alice, bob } = fixture;
  return {
    ...fixture,
    client: new FunctionsClient(addresses, alice),
    other: new FunctionsClient(addresses, bob),
  };
}

/** The same with the function published and admitted, and `client`'s account funded. */
export async function deployFunded(connection: Connection) {
  const fixture = await deployClients(connection);
  await publishTraits(fixture);
  await fixture.client.fund(FUNDS);
  return fixture;
}

/** The same with a request of `client`'s, and a way to end it, or another, as operators would. */
export async function deployRequested(connection: Connection) {
  const fixture = await deployFunded(connection);
  const requested = await fixture.client.request(CALL);
  const { router, operator } = fixture;
  const finish = (outcome: Outcome, result: string, fuelUsed = 1000n, requestId = requested.requestId) =>
    fulfil(connection, router, operator, requestId, { outcome, result, fuelUsed });
  return { ...fixture, requested, finish };
}

/** A client that signs as a contract of ours: what it asks for calls that contract back. */
export async function clientOf(
  { ethers, networkHelpers }: Connection,
  addresses: ConstructorParameters<typeof FunctionsClient>[0],
  contract: string,
): Promise<FunctionsClient> {
  const signer = await ethers.getImpersonatedSigner(contract);
  await networkHelpers.setBalance(contract, FUNDS);
  return new FunctionsClient(addresses, signer);
}
