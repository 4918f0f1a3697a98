import { expect } from "chai";
import { network } from "hardhat";
import { CollectionClient, FunctionsClient } from "../../clients/index.ts";
import { moment } from "../../protocol/moment.ts";
import { Outcome } from "../../protocol/outcome.ts";
import { ITraits__factory } from "../../types/index.js";
import { COLLECTION, MINT_PRICE } from "../fixtures/collection.ts";
import { settingsOf } from "../fixtures/collections.ts";
import { deployAll, publishTraits } from "../fixtures/deployment.ts";
import { failure } from "../helpers/failure.ts";
import { fulfil } from "../helpers/operator.ts";
import { shield } from "../helpers/traits.ts";

const connection = await network.create();
const { networkHelpers } = connection;

describe("CollectionClient", () => {
  async function deploy() {
    const fixture = await networkHelpers.loadFixture(deployAll);
    return { ...fixture, client: new CollectionClient(fixture.addresses, fixture.alice) };
  }

  async function deployMinted() {
    const fixture = await deploy();
    await publishTraits(fixture);
    await fixture.client.mint(3n);
    return fixture;
  }

  it("tells what the collection is", async () => {
    const { client } = await deploy();
    const { name, symbol, maxSupply, maxPerMint } = COLLECTION;
    const expected = {
      name,
      symbol,
      maxSupply,
      maxPerMint,
      mintPrice: MINT_PRICE,
      totalSupply: 0n,
      sale: "open",
    };
    expect(await client.info()).to.deep.equal(expected);
  });

  it("mints at the price of the moment and names the tokens", async () => {
    const { client, alice, bob } = await deploy();
    expect(await client.price(3n)).to.equal(3n * MINT_PRICE);
    const minted = await client.mint(3n);
    expect(minted.tokenIds).to.deep.equal([1n, 2n, 3n]);
    expect(minted.owner).to.equal(alice.address);
    expect(minted.paid).to.equal(3n * MINT_PRICE);
    expect((await client.mint(1n, bob.address)).tokenIds).to.deep.equal([4n]);
    expect(await client.tokensOf(bob.address)).to.deep.equal([4n]);
  });

  it("shows an uncarved token with its picture", async () => {
    const { client, alice } = await deployMinted();
    const token = await client.token(2n);
    expect(token.owner).to.equal(alice.address);
    expect(token.metadata?.name).to.equal("Uncarved shield #2");
    expect(token.svg).to.match(/^<svg[^>]*>.*<\/svg>$/s);
    expect([token.traits, token.requestId, token.pendingUntil]).to.deep.equal([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it("asks for traits, and shows them once they were carved", async () => {
    const { client, addresses, alice, operator, router } = await deployMinted();
    const { requestIds, paid } = await client.requestTraits([1n, 3n]);
    expect(paid).to.equal(2n * (await client.traitsPrice()));
    const [requestId = ""] = requestIds;
    const { deadline } = (await new FunctionsClient(addresses, alice).requestOf(requestId)).header;
    expect(await client.token(1n)).to.deep.include({ requestId, pendingUntil: deadline });
    const result = ITraits__factory.createInterface().encodeFunctionResult("traits", [shield]);
    await fulfil(connection, router, operator, requestId, { outcome: Outcome.Success, result, fuelUsed: 9n });
    const token = await client.token(1n);
    expect(token.traits).to.deep.equal(shield);
    expect(token.pendingUntil).to.equal(undefined);
    expect(token.metadata?.name).to.equal(`${shield.name} #1`);
    const { refunded, requested, fulfilled } = await settledRequest(addresses, alice, requestId);
    expect([requested.requests, fulfilled.requests]).to.deep.equal([2, 1]);
    expect((await new FunctionsClient(addresses, alice).account()).balance).to.equal(refunded);
  });

  it("gives a token to another, and knows who holds what", async () => {
    const { client, alice, bob } = await deployMinted();
    await client.transfer(bob.address, 2n);
    expect(await client.tokensOf(alice.address)).to.deep.equal([1n, 3n]);
    expect(await client.tokensOf(bob.address)).to.deep.equal([2n]);
    await failure(client.transfer(bob.address, 2n), "ALT_NFT_NOT_APPROVED");
  });

  it("sends the proceeds to the treasury", async () => {
    const { client, treasury, collection } = await deployMinted();
    await client.release();
    expect(await connection.ethers.provider.getBalance(treasury)).to.equal(3n * MINT_PRICE);
    expect(await connection.ethers.provider.getBalance(collection)).to.equal(0n);
  });

  it("speaks to another of the organisation's collections, by name or address, whatever it is made of", async () => {
    const { addresses, admin, alice, bob } = await deploy();
    const members = await connection.ethers.deployContract("PlainCollection", [settingsOf(admin), []]);
    await members.connect(admin).mintTo(alice, 2n);
    const address = await members.getAddress();
    const book = { ...addresses, collections: { Shields: addresses.collection, Members: address } };
    for (const name of ["Members", address]) {
      const client = new CollectionClient(book, alice, name);
      expect(await client.info()).to.deep.include({ sale: "none", mintPrice: undefined, totalSupply: 2n });
      expect(await client.tokensOf(alice.address)).to.deep.equal([1n, 2n]);
      const { owner, metadata, svg, traits } = await client.token(1n);
      expect([owner, metadata, svg, traits]).to.deep.equal([alice.address, undefined, undefined, undefined]);
      expect((await failure(client.price(), "ALT_NFT_NOT_SOLD")).figures).to.deep.equal({
        collection: "Tokens",
      });
      const missing = await failure(client.traitsPrice(), "ALT_NFT_MODULE");
      expect(missing.figures).to.deep.equal({ collection: "Tokens", module: "traits by a function" });
      expect(client.calls.mintTo(bob.address, 1n).sentence).to.equal(
        `Give 1 token of Members to ${bob.address}`,
      );
    }
    const unknown = await failure(
      (async () => new CollectionClient(book, alice, "Pets"))(),
      "ALT_NFT_COLLECTION",
    );
    expect(unknown.figures).to.deep.equal({ named: "Pets", known: "Shields, Members" });
  });

  it("says what was wrong, with its figures", async () => {
    const { client, addresses, bob } = await deployMinted();
    expect((await failure(client.token(9n), "ALT_NFT_UNKNOWN")).figures).to.deep.equal({ tokenId: 9n });
    const quantity = await failure(client.mint(301n), "ALT_NFT_QUANTITY");
    expect(quantity.figures).to.deep.equal({ quantity: 301n, maximum: 300n });
    await client.mint(300n);
    const soldOut = await failure(client.mint(298n), "ALT_NFT_SOLD_OUT");
    expect(soldOut.figures).to.deep.equal({ quantity: 298n, left: 297n });
    const stranger = new CollectionClient(addresses, bob);
    await failure(stranger.requestTraits([1n]), "ALT_NFT_NOT_OWNER");
    const { requestIds } = await client.requestTraits([1n]);
    const pending = await failure(client.requestTraits([1n]), "ALT_NFT_TRAITS_PENDING");
    const { header } = await new FunctionsClient(addresses, bob).requestOf(requestIds[0] ?? "");
    expect(pending.figures).to.deep.equal({ tokenId: 1n, until: moment(header.deadline) });
  });
});

async function settledRequest(
  addresses: ConstructorParameters<typeof FunctionsClient>[0],
  runner: ConstructorParameters<typeof FunctionsClient>[1],
  requestId: string,
) {
  const record = await new FunctionsClient(addresses, runner).requestOf(requestId);
  if (record.state !== "settled") throw new Error(record.state);
  return record;
}
