// ERC-2612, what it requires of a token:
//  1  permit sets the allowance, whoever brings it
//  2  permit fires Approval
//  3  permit raises the owner's nonce by one
//  4  permit counts up to its deadline, that second included
//  5  permit must not be for the zero address as owner
//  6  permit must be signed with the owner's next nonce
//  7  permit must be signed by the owner, over all that it says
//  8  DOMAIN_SEPARATOR is EIP-712's, of this contract on this chain
import { expect } from "chai";
import { MaxUint256, TypedDataEncoder, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { plainAndFull, tokenFixture } from "../fixtures/token.ts";
import { signTokenMessage } from "../helpers/permit.ts";

const { ethers, networkHelpers } = await network.create();

for (const name of plainAndFull) {
  const fixture = tokenFixture(name);

  describe(`${name}'s permit (ERC-2612)`, () => {
    async function signPermit({ deadline = MaxUint256, nonce = 0n } = {}) {
      const { token, holder, alice, bob } = await networkHelpers.loadFixture(fixture);
      const permit = { owner: holder.address, spender: alice.address, value: 7n, nonce, deadline };
      const { v, r, s } = await signTokenMessage(token, holder, "Permit", permit);
      const submit = ({ owner = holder.address, spender = alice.address, value = 7n } = {}) =>
        token.connect(bob).permit(owner, spender, value, deadline, v, r, s);
      return { token, holder, alice, bob, submit };
    }

    it("ERC-2612/1, /2, /3: sets the allowance for whoever brings it", async () => {
      const { token, holder, alice, submit } = await signPermit();
      await expect(submit()).to.emit(token, "Approval").withArgs(holder, alice, 7n);
      expect(await token.allowance(holder, alice)).to.equal(7n);
      expect(await token.nonces(holder)).to.equal(1n);
    });

    it("ERC-2612/4: counts until its deadline, the second included", async () => {
      const deadline = BigInt(await networkHelpers.time.latest()) + 100n;
      const { token, submit } = await signPermit({ deadline });
      const before = await networkHelpers.takeSnapshot();
      await networkHelpers.time.setNextBlockTimestamp(deadline);
      await submit();
      await before.restore();
      await networkHelpers.time.setNextBlockTimestamp(deadline + 1n);
      await expect(submit())
        .to.be.revertedWithCustomError(token, "ERC2612ExpiredSignature")
        .withArgs(deadline);
    });

    it("ERC-2612/5: is never the zero address's", async () => {
      const { token, alice } = await signPermit();
      const zero = `0x${"00".repeat(32)}`;
      await expect(
        token.permit(ZeroAddress, alice, 7n, MaxUint256, 27, zero, zero),
      ).to.be.revertedWithCustomError(token, "ECDSAInvalidSignature");
    });

    it("ERC-2612/6: counts once, with the next nonce", async () => {
      const early = await signPermit({ nonce: 1n });
      await expect(early.submit()).to.be.revertedWithCustomError(early.token, "ERC2612InvalidSigner");
      const { token, submit } = await signPermit();
      await submit();
      await expect(submit()).to.be.revertedWithCustomError(token, "ERC2612InvalidSigner");
    });

    it("ERC-2612/7: counts for what was signed only", async () => {
      const { token, bob, submit } = await signPermit();
      for (const change of [{ value: 8n }, { spender: bob.address }, { owner: bob.address }]) {
        await expect(submit(change)).to.be.revertedWithCustomError(token, "ERC2612InvalidSigner");
      }
    });

    it("ERC-2612/8: its domain is this contract on this chain", async () => {
      const { token } = await signPermit();
      const { chainId } = await ethers.provider.getNetwork();
      const domain = { name: "Althing", version: "1", chainId, verifyingContract: await token.getAddress() };
      expect(await token.DOMAIN_SEPARATOR()).to.equal(TypedDataEncoder.hashDomain(domain));
    });
  });
}
