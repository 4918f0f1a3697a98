import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { network } from "hardhat";
import { shouldBehaveLikeVotes } from "../behaviours/votes.ts";
import type { Connection } from "../fixtures/connection.ts";
import { deployToken, TOKEN_PREMINT } from "../fixtures/token.ts";

const connection = await network.create();

async function deployVotingToken(connection: Connection) {
  const { token, ...accounts } = await deployToken(connection);
  async function moveOne(from: HardhatEthersSigner, to: HardhatEthersSigner) {
    await token.connect(from).transfer(to, 10n ** 18n);
    return 10n ** 18n;
  }
  return { ...accounts, token, units: TOKEN_PREMINT, moveOne };
}

describe("AlthingToken's votes (ERC-5805)", () => {
  shouldBehaveLikeVotes(connection, deployVotingToken);

  it("follow minting and burning", async () => {
    const { token, admin, alice } = await deployToken(connection);
    await token.connect(alice).delegate(alice);
    await token.connect(admin).mint(alice, 5n);
    await token.connect(alice).burn(2n);
    expect(await token.getVotes(alice)).to.equal(3n);
    const burntAt = await connection.networkHelpers.time.latest();
    await connection.networkHelpers.mine();
    expect(await token.getPastTotalSupply(burntAt)).to.equal(TOKEN_PREMINT + 3n);
  });
});
