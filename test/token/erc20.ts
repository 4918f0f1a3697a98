import { network } from "hardhat";
import { shouldBehaveLikeERC20 } from "../behaviours/erc20.ts";
import { deployPlainERC20, deployToken } from "../fixtures/token.ts";

const connection = await network.create();

const targets = [
  { name: "AlthingToken", fixture: deployToken },
  { name: "OpenZeppelin's ERC20", fixture: deployPlainERC20 },
];

for (const { name, fixture } of targets) {
  describe(`${name} as an ERC-20`, () => shouldBehaveLikeERC20(connection, fixture));
}
