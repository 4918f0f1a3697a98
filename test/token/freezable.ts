import { expect } from "chai";
import { id, ZeroAddress } from "ethers";
import { network } from "hardhat";
import type { Connection } from "../fixtures/connection.ts";
import { TOKEN_PREMINT, tokenFixture } from "../fixtures/token.ts";

const { networkHelpers } = await network.create();
const FREEZER_ROLE = id("FREEZER_ROLE");

function frozenFixture(name: string) {
  const fixture = tokenFixture(name);
  return async function deployFrozen(connection: Connection) {
    const deployed = await fixture(connection);
    const { token, admin, holder, alice } = deployed;
    await token.connect(holder).approve(alice, 50n);
    await token.connect(admin).freeze(holder);
    return deployed;
  };
}

for (const name of ["FreezableToken", "EveryModuleToken"]) {
  const fixture = frozenFixture(name);
  const deploy = () => networkHelpers.loadFixture(fixture);

  describe(`${name}'s frozen accounts`, () => {
    it("are its admin's to freeze, at first alone", async () => {
      const { token, admin, alice } = await deploy();
      expect(await token.FREEZER_ROLE()).to.equal(FREEZER_ROLE);
      for (const call of [
        () => token.connect(alice).freeze(alice),
        () => token.connect(alice).unfreeze(alice),
      ]) {
        await expect(call())
          .to.be.revertedWithCustomError(token, "AccessControlUnauthorizedAccount")
          .withArgs(alice, FREEZER_ROLE);
      }
      await expect(token.connect(admin).freeze(alice)).to.emit(token, "AccountFrozen").withArgs(alice, admin);
      expect(await token.isFrozen(alice)).to.equal(true);
      await expect(token.connect(admin).unfreeze(alice))
        .to.emit(token, "AccountUnfrozen")
        .withArgs(alice, admin);
      expect(await token.isFrozen(alice)).to.equal(false);
    });

    it("neither send nor receive nor burn, whoever asks", async () => {
      const { token, admin, holder, alice, bob } = await deploy();
      await token.connect(admin).mint(alice, 5n);
      const moves = [
        () => token.connect(holder).transfer(bob, 1n),
        () => token.connect(alice).transferFrom(holder, bob, 1n),
        () => token.connect(alice).transfer(holder, 1n),
        () => token.connect(admin).mint(holder, 1n),
        () => token.connect(holder).burn(1n),
        () => token.connect(alice).burnFrom(holder, 1n),
      ];
      for (const move of moves) {
        await expect(move()).to.be.revertedWithCustomError(token, "TokenFrozen").withArgs(holder);
      }
      expect(await token.balanceOf(holder)).to.equal(TOKEN_PREMINT);
    });

    it("go on once they are no longer frozen", async () => {
      const { token, admin, holder, alice } = await deploy();
      await token.connect(admin).unfreeze(holder);
      await token.connect(holder).transfer(alice, 1n);
      await token.connect(alice).transfer(holder, 1n);
      expect(await token.balanceOf(holder)).to.equal(TOKEN_PREMINT);
    });

    it("may still move what others approved for them", async () => {
      const { token, admin, holder, alice, bob } = await deploy();
      await token.connect(admin).mint(alice, 5n);
      await token.connect(alice).approve(holder, 5n);
      await token.connect(holder).transferFrom(alice, bob, 2n);
      expect(await token.balanceOf(bob)).to.equal(2n);
    });

    it("keep their votes, and their say who has them", async () => {
      const { token, holder, alice } = await deploy();
      await token.connect(holder).delegate(alice);
      expect(await token.getVotes(alice)).to.equal(TOKEN_PREMINT);
    });

    it("are frozen once, and unfrozen once", async () => {
      const { token, admin, holder, alice } = await deploy();
      await expect(token.connect(admin).freeze(holder)).not.to.emit(token, "AccountFrozen");
      await expect(token.connect(admin).unfreeze(alice)).not.to.emit(token, "AccountUnfrozen");
    });

    it("are never the zero address, which would stop all minting and burning", async () => {
      const { token, admin } = await deploy();
      await expect(token.connect(admin).freeze(ZeroAddress)).to.be.revertedWithCustomError(
        token,
        "TokenFreezeZeroAddress",
      );
    });
  });
}

const frozenEverything = frozenFixture("EveryModuleToken");

describe("EveryModuleToken's frozen accounts", () => {
  it("are beyond a bridge's reach too", async () => {
    const { token, admin, holder, bob } = await networkHelpers.loadFixture(frozenEverything);
    await token.connect(admin).grantRole(id("BRIDGE_ROLE"), bob);
    for (const call of [
      () => token.connect(bob).crosschainBurn(holder, 1n),
      () => token.connect(bob).crosschainMint(holder, 1n),
    ]) {
      await expect(call()).to.be.revertedWithCustomError(token, "TokenFrozen").withArgs(holder);
    }
  });
});
