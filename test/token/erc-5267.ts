// ERC-5267, what it requires of a token:
//  1  eip712Domain returns the fields that the domain separator is made of
//  2  `fields` has the bits of those fields and of no other, and unused fields are empty
import { expect } from "chai";
import { TypedDataEncoder, ZeroHash } from "ethers";
import { network } from "hardhat";
import { plainAndFull, tokenFixture } from "../fixtures/token.ts";

const { ethers, networkHelpers } = await network.create();

for (const name of plainAndFull) {
  const fixture = tokenFixture(name);

  describe(`${name}'s domain (ERC-5267)`, () => {
    it("ERC-5267/1: is the one that signatures are for", async () => {
      const { token } = await networkHelpers.loadFixture(fixture);
      const { name, version, chainId, verifyingContract } = await token.eip712Domain();
      expect([name, version, chainId, verifyingContract]).to.deep.equal([
        "Althing",
        "1",
        (await ethers.provider.getNetwork()).chainId,
        await token.getAddress(),
      ]);
      const domain = { name, version, chainId, verifyingContract };
      expect(await token.DOMAIN_SEPARATOR()).to.equal(TypedDataEncoder.hashDomain(domain));
    });

    it("ERC-5267/2: names the four fields that it has", async () => {
      const { token } = await networkHelpers.loadFixture(fixture);
      const { fields, salt, extensions } = await token.eip712Domain();
      expect([fields, salt, [...extensions]]).to.deep.equal(["0x0f", ZeroHash, []]);
    });
  });
}
