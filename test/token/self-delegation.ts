import { expect } from "chai";
import { concat, getBytes, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { TOKEN_PREMINT, tokenFixture } from "../fixtures/token.ts";

const { networkHelpers, ethers } = await network.create();

for (const name of ["SelfDelegationToken", "EveryModuleToken"]) {
  const fixture = tokenFixture(name);
  const deploy = () => networkHelpers.loadFixture(fixture);

  describe(`${name}'s holders`, () => {
    it("can vote from the premint on", async () => {
      const { token, holder } = await deploy();
      expect(await token.delegates(holder)).to.equal(holder.address);
      expect(await token.getVotes(holder)).to.equal(TOKEN_PREMINT);
    });

    it("delegate to themselves with their first tokens, and not again", async () => {
      const { token, holder, alice } = await deploy();
      const first = token.connect(holder).transfer(alice, 5n);
      await expect(first).to.emit(token, "DelegateChanged").withArgs(alice, ZeroAddress, alice);
      await expect(token.connect(holder).transfer(alice, 2n)).not.to.emit(token, "DelegateChanged");
      expect(await token.getVotes(alice)).to.equal(7n);
      expect(await token.getVotes(holder)).to.equal(TOKEN_PREMINT - 7n);
    });

    it("keep whom they chose before they had any", async () => {
      const { token, holder, alice, bob } = await deploy();
      await token.connect(alice).delegate(bob);
      await token.connect(holder).transfer(alice, 5n);
      expect([await token.getVotes(alice), await token.getVotes(bob)]).to.deep.equal([0n, 5n]);
    });

    it("who take their delegation back are left alone, before their first tokens or after", async () => {
      const { token, holder, alice } = await deploy();
      await token.connect(alice).delegate(ZeroAddress);
      await token.connect(holder).delegate(ZeroAddress);
      await token.connect(holder).transfer(alice, TOKEN_PREMINT);
      await token.connect(alice).transfer(holder, 5n);
      for (const account of [holder, alice]) {
        expect(await token.hasUndelegated(account)).to.equal(true);
        expect(await token.delegates(account)).to.equal(ZeroAddress);
        expect(await token.getVotes(account)).to.equal(0n);
      }
      await token.connect(alice).delegate(alice);
      expect(await token.getVotes(alice)).to.equal(TOKEN_PREMINT - 5n);
    });

    it("get no delegate for nothing", async () => {
      const { token, holder, alice } = await deploy();
      await token.connect(holder).transfer(alice, 0n);
      expect(await token.delegates(alice)).to.equal(ZeroAddress);
    });

    it("that are contracts have no votes that nobody could use", async () => {
      const { token, holder } = await deploy();
      const receiver = await ethers.deployContract("TokenReceiver", [true]);
      await token.connect(holder).transfer(receiver, 5n);
      expect(await token.delegates(receiver)).to.equal(ZeroAddress);
      expect(await token.getVotes(holder)).to.equal(TOKEN_PREMINT - 5n);
    });

    it("that run a wallet's code by EIP-7702 are people as before", async () => {
      const { token, holder, alice } = await deploy();
      const receiver = await ethers.deployContract("TokenReceiver", [true]);
      const designator = concat(["0xef0100", await receiver.getAddress()]);
      await networkHelpers.setCode(alice.address, designator);
      expect(getBytes(await ethers.provider.getCode(alice)).length).to.equal(23);
      await token.connect(holder).transfer(alice, 5n);
      expect(await token.getVotes(alice)).to.equal(5n);
    });
  });
}
