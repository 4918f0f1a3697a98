import { expect } from "chai";
import { id } from "ethers";
import { network } from "hardhat";
import { commitmentOf, RevealClient } from "../../clients/index.ts";
import { settingsOf } from "../fixtures/collections.ts";
import { deployAll } from "../fixtures/deployment.ts";
import { failure } from "../helpers/failure.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

const secret = { seed: id("seed"), baseUri: "ipfs://files/" };

describe("RevealClient", () => {
  async function deploy() {
    const { addresses, admin, alice } = await networkHelpers.loadFixture(deployAll);
    const notBefore = BigInt(await networkHelpers.time.latest()) + 3_600n;
    const commitment = commitmentOf(secret);
    const settings = { commitment, notBefore, unrevealedURI: "ipfs://sealed", suffix: "" };
    const args = [settingsOf(admin), { mintPrice: 0n }, settings];
    const collection = await ethers.deployContract("RevealedCollection", args);
    const client = new RevealClient(addresses, alice, await collection.getAddress());
    return { addresses, alice, client, collection, commitment, notBefore };
  }

  it("draws and reveals, and tells how far it is", async () => {
    const { client, collection, commitment, notBefore } = await deploy();
    expect(await client.state()).to.deep.equal({
      commitment,
      notBefore,
      entropy: undefined,
      revealed: false,
    });
    await networkHelpers.time.increaseTo(notBefore);
    await client.draw();
    expect(await client.state()).to.deep.include({ entropy: await collection.entropy(), revealed: false });
    await client.reveal(secret);
    expect((await client.state()).revealed).to.equal(true);
  });

  it("says what keeps a step from being taken", async () => {
    const { client, notBefore, addresses, alice } = await deploy();
    await failure(client.draw(), "ALT_NFT_REVEAL_EARLY");
    await failure(client.reveal(secret), "ALT_NFT_REVEAL_UNDRAWN");
    await networkHelpers.time.increaseTo(notBefore);
    await client.draw();
    expect((await failure(client.draw(), "ALT_NFT_REVEAL_DONE")).figures).to.deep.equal({ what: "drawn" });
    await failure(client.reveal({ ...secret, seed: id("other") }), "ALT_NFT_SECRET");
    await client.reveal(secret);
    const again = await failure(client.reveal(secret), "ALT_NFT_REVEAL_DONE");
    expect(again.figures).to.deep.equal({ what: "revealed" });
    await failure(new RevealClient(addresses, alice).state(), "ALT_NFT_MODULE");
  });
});
