// What ERC-7572 demands, in our words:
//  1  contractURI names where the metadata of the whole contract is.
//  2  ContractURIUpdated tells that it changed.

import { expect } from "chai";
import { network } from "hardhat";
import { deployCollection } from "../fixtures/collection.ts";
import { deployPlain } from "../fixtures/collections.ts";

const { networkHelpers } = await network.create();

describe("ERC-7572", () => {
  it("ERC-7572/1: names where the metadata is", async () => {
    const { collection } = await networkHelpers.loadFixture(deployPlain);
    expect(await collection.contractURI()).to.equal("ipfs://collection.json");
  });

  it("ERC-7572/2: a change is told, and the owner's", async () => {
    const { collection, admin, alice } = await networkHelpers.loadFixture(deployPlain);
    await expect(collection.connect(admin).setContractURI("ar://other")).to.emit(
      collection,
      "ContractURIUpdated",
    );
    expect(await collection.contractURI()).to.equal("ar://other");
    await expect(collection.connect(alice).setContractURI(""))
      .to.be.revertedWithCustomError(collection, "OwnableUnauthorizedAccount")
      .withArgs(alice);
  });

  it("ERC-7572/1: a collection that is drawn on chain draws its own too, until the owner names another", async () => {
    const { collection, admin } = await networkHelpers.loadFixture(deployCollection);
    expect(await collection.contractURI()).to.match(/^data:application\/json;base64,/);
    await collection.connect(admin).setContractURI("ar://other");
    expect(await collection.contractURI()).to.equal("ar://other");
  });
});
