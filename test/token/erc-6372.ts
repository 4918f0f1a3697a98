// ERC-6372, what it requires of a token whose clock counts seconds:
//  1  clock returns the timepoint of now, which never goes back
//  2  CLOCK_MODE is a query string, and "mode=timestamp" where the clock counts seconds
//  3  what is kept by timepoint is kept by this clock
import { expect } from "chai";
import { network } from "hardhat";
import { plainAndFull, tokenFixture } from "../fixtures/token.ts";

const { networkHelpers } = await network.create();
const { time } = networkHelpers;

for (const name of plainAndFull) {
  const fixture = tokenFixture(name);
  const deploy = () => networkHelpers.loadFixture(fixture);

  describe(`${name}'s clock (ERC-6372)`, () => {
    it("ERC-6372/1: is the block's time", async () => {
      const { token } = await deploy();
      const before = await time.latest();
      expect(await token.clock()).to.equal(before);
      await time.increase(100);
      expect(await token.clock()).to.equal(before + 100);
    });

    it("ERC-6372/2: says that it counts seconds", async () => {
      const { token } = await deploy();
      expect(await token.CLOCK_MODE()).to.equal("mode=timestamp");
      expect(new URLSearchParams(await token.CLOCK_MODE()).get("mode")).to.equal("timestamp");
    });

    it("ERC-6372/3: is what votes are kept by", async () => {
      const { token, alice, admin } = await deploy();
      await token.connect(alice).delegate(alice);
      await token.connect(admin).mint(alice, 5n);
      const minted = await token.clock();
      await time.increase(10);
      expect(await token.getPastVotes(alice, minted)).to.equal(5n);
      expect(await token.getPastVotes(alice, minted - 1n)).to.equal(0n);
    });
  });
}
