import { expect } from "chai";
import { id, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { TOKEN_CAP, TOKEN_PREMINT, tokenFixture } from "../fixtures/token.ts";

const { networkHelpers } = await network.create();
const PAUSER_ROLE = id("PAUSER_ROLE");

for (const name of ["PausableToken", "EveryModuleToken"]) {
  const fixture = tokenFixture(name);
  const deploy = () => networkHelpers.loadFixture(fixture);

  describe(`${name}'s pause`, () => {
    it("is its admin's, at first alone", async () => {
      const { token, admin, alice } = await deploy();
      expect(await token.PAUSER_ROLE()).to.equal(PAUSER_ROLE);
      await expect(token.connect(alice).pause())
        .to.be.revertedWithCustomError(token, "AccessControlUnauthorizedAccount")
        .withArgs(alice, PAUSER_ROLE);
      await expect(token.connect(admin).pause()).to.emit(token, "Paused").withArgs(admin);
      await expect(token.connect(alice).unpause()).to.be.revertedWithCustomError(
        token,
        "AccessControlUnauthorizedAccount",
      );
      await expect(token.connect(admin).unpause()).to.emit(token, "Unpaused").withArgs(admin);
    });

    it("stops transfers, mints and burns, and they go on after", async () => {
      const { token, admin, holder, alice } = await deploy();
      await token.connect(admin).pause();
      const moves = [
        () => token.connect(holder).transfer(alice, 1n),
        () => token.connect(admin).mint(alice, 1n),
        () => token.connect(holder).burn(1n),
      ];
      for (const move of moves) await expect(move()).to.be.revertedWithCustomError(token, "EnforcedPause");
      expect(await token.mintable()).to.equal(0n);
      await token.connect(admin).unpause();
      expect(await token.mintable()).to.equal(TOKEN_CAP - TOKEN_PREMINT);
      for (const move of moves) await move();
    });

    it("leaves approvals and votes alone", async () => {
      const { token, admin, holder, alice } = await deploy();
      await token.connect(admin).pause();
      await expect(token.connect(holder).approve(alice, 5n)).to.emit(token, "Approval");
      await token.connect(holder).delegate(alice);
      expect(await token.getVotes(alice)).to.equal(TOKEN_PREMINT);
      await token.connect(holder).delegate(ZeroAddress);
      expect(await token.getVotes(alice)).to.equal(0n);
    });

    it("comes once at a time", async () => {
      const { token, admin } = await deploy();
      await expect(token.connect(admin).unpause()).to.be.revertedWithCustomError(token, "ExpectedPause");
      await token.connect(admin).pause();
      await expect(token.connect(admin).pause()).to.be.revertedWithCustomError(token, "EnforcedPause");
    });
  });
}
