import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { network } from "hardhat";
import { shouldBehaveLikeVotes } from "../behaviours/votes.ts";
import { deployMinted } from "../fixtures/collection.ts";
import type { Connection } from "../fixtures/connection.ts";

const connection = await network.create();

async function deployVotingCollection(connection: Connection) {
  const { collection, ...rest } = await deployMinted(connection);
  async function moveOne(from: HardhatEthersSigner, to: HardhatEthersSigner) {
    await collection.connect(from).transferFrom(from, to, 3n);
    return 1n;
  }
  return { ...rest, token: collection, units: 5n, moveOne };
}

describe("Collection's votes (ERC-5805)", () => shouldBehaveLikeVotes(connection, deployVotingCollection));
