import { expect } from "chai";
import { network } from "hardhat";
import { COLLECTION, DESCRIPTION, deployMinted } from "../fixtures/collection.ts";
import { imageOf, parseMetadata } from "../helpers/data-uri.ts";
import { parseXml } from "../helpers/xml.ts";

const { networkHelpers } = await network.create();
const deploy = () => networkHelpers.loadFixture(deployMinted);

describe("Collection's contractURI (ERC-7572)", () => {
  it("holds name, description and a picture, all on chain", async () => {
    const { collection } = await deploy();
    const metadata = parseMetadata(await collection.contractURI());
    expect(metadata.name).to.equal(COLLECTION.name);
    expect(metadata.description).to.equal(DESCRIPTION);
    expect(parseXml(imageOf(metadata)).children[0]?.text).to.equal("Shield of the Althing");
  });

  it("changes with the description, which is the owner's to set", async () => {
    const { collection, admin, alice } = await deploy();
    const change = collection.connect(admin).setDescription("Shields, \\ and more");
    await expect(change).to.emit(collection, "ContractURIUpdated");
    const { description } = parseMetadata(await collection.contractURI());
    expect(description).to.equal("Shields, \\ and more");
    await expect(collection.connect(alice).setDescription(""))
      .to.be.revertedWithCustomError(collection, "OwnableUnauthorizedAccount")
      .withArgs(alice);
  });
});
