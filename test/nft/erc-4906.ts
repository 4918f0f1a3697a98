// What ERC-4906 demands, in our words:
//  1  The contract says by ERC-165 (0x49064906) that it tells changes of metadata.
//  2  A change of one token's metadata emits MetadataUpdate, a change of many BatchMetadataUpdate.

import { expect } from "chai";
import { MaxUint256 } from "ethers";
import { network } from "hardhat";
import { deployMembers, deployPlain, deployRented } from "../fixtures/collections.ts";
import { deployAsking } from "../helpers/traits.ts";

const connection = await network.create();
const { networkHelpers } = connection;

describe("ERC-4906", () => {
  it("ERC-4906/1: every collection says so by ERC-165", async () => {
    for (const fixture of [deployPlain, deployMembers, deployRented]) {
      const { collection } = await networkHelpers.loadFixture<{ collection: Supporting }>(fixture);
      expect(await collection.supportsInterface("0x49064906")).to.equal(true);
    }
  });

  it("ERC-4906/2: another base URI is told for all tokens", async () => {
    const { collection, admin } = await networkHelpers.loadFixture(deployRented);
    await expect(collection.connect(admin).setBaseURI("ar://", ""))
      .to.emit(collection, "BatchMetadataUpdate")
      .withArgs(1n, MaxUint256);
  });

  it("ERC-4906/2: traits that arrive are told for their token", async () => {
    const { collection, request, answer } = await deployAsking(connection);
    await expect(answer(await request(2n)))
      .to.emit(collection, "MetadataUpdate")
      .withArgs(2n);
  });
});

interface Supporting {
  supportsInterface(id: string): Promise<boolean>;
}
