import { expect } from "chai";
import { MaxUint256 } from "ethers";
import { network } from "hardhat";
import { deployToken } from "../fixtures/token.ts";
import { signTokenMessage } from "../helpers/permit.ts";

const connection = await network.create();
const { networkHelpers } = connection;

describe("AlthingToken's permit (ERC-2612)", () => {
  async function signPermit(deadline: bigint = MaxUint256) {
    const { token, holder, alice, bob } = await networkHelpers.loadFixture(deployToken);
    const permit = { owner: holder.address, spender: alice.address, value: 7n, nonce: 0n, deadline };
    const { v, r, s } = await signTokenMessage(token, holder, "Permit", permit);
    const submit = (value = 7n) => token.connect(bob).permit(holder, alice, value, deadline, v, r, s);
    return { token, holder, alice, submit };
  }

  it("sets the allowance for whoever submits it", async () => {
    const { token, holder, alice, submit } = await signPermit();
    await expect(submit()).to.emit(token, "Approval").withArgs(holder, alice, 7n);
    expect(await token.allowance(holder, alice)).to.equal(7n);
    expect(await token.nonces(holder)).to.equal(1n);
  });

  it("counts once", async () => {
    const { token, submit } = await signPermit();
    await submit();
    await expect(submit()).to.be.revertedWithCustomError(token, "ERC2612InvalidSigner");
  });

  it("counts for the value that was signed only", async () => {
    const { token, submit } = await signPermit();
    await expect(submit(8n)).to.be.revertedWithCustomError(token, "ERC2612InvalidSigner");
  });

  it("counts until its deadline, the second included", async () => {
    const deadline = BigInt(await networkHelpers.time.latest()) + 100n;
    const { token, submit } = await signPermit(deadline);
    const before = await networkHelpers.takeSnapshot();
    await networkHelpers.time.setNextBlockTimestamp(deadline);
    await submit();
    await before.restore();
    await networkHelpers.time.setNextBlockTimestamp(deadline + 1n);
    await expect(submit()).to.be.revertedWithCustomError(token, "ERC2612ExpiredSignature").withArgs(deadline);
  });
});
