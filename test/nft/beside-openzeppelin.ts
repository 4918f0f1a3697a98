import { network } from "hardhat";
import { shouldBehaveLikeERC721 } from "../behaviours/erc721.ts";
import { deployMinted, deployPlainERC721 } from "../fixtures/collection.ts";

const connection = await network.create();

const targets = [
  { name: "Collection", fixture: deployMinted },
  { name: "OpenZeppelin's ERC721", fixture: deployPlainERC721 },
];

for (const { name, fixture } of targets) {
  describe(`${name} as an ERC-721`, () => shouldBehaveLikeERC721(connection, fixture));
}
