import { expect } from "chai";
import { parseEther, toBeHex, Wallet, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { encodeList, type Payout, Status, sorted, withMandates } from "../../fixtures/mandates.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

/** EIP-7825. */
const TRANSACTION_GAS = 2n ** 24n;

describe("Paying a mandate's list", () => {
  it("is what the treasury's operation does, not whoever else calls", async () => {
    const { mandates, alice, ready } = await withMandates(connection);
    const { id, result } = await ready([[alice.address, 1n]]);
    await expect(mandates.connect(alice).pay(id, result, { value: 1n }))
      .to.be.revertedWithCustomError(mandates, "MandatesNotTreasury")
      .withArgs(alice);
  });

  it("may be executed by way of the treasury itself", async () => {
    const { mandates, treasury, holder, ready } = await withMandates(connection);
    const { id, result } = await ready([[holder.address, 7n]]);
    const [targets, values, payloads] = await mandates.operationOf(id, result);
    const call = treasury.executeBatch(
      [...targets],
      [...values],
      [...payloads],
      ethers.ZeroHash,
      toBeHex(id, 32),
    );
    await expect(call).to.changeEtherBalance(ethers, holder, 7n);
  });

  it("comes to the last second, and not after", async () => {
    const { mandates, alice, ready } = await withMandates(connection);
    const { id, result } = await ready([[alice.address, 1n]]);
    const { expiry } = await mandates.termsOf(id);
    await networkHelpers.time.setNextBlockTimestamp(expiry);
    const before = await networkHelpers.takeSnapshot();
    await mandates.execute(id, result);
    await before.restore();
    await networkHelpers.time.setNextBlockTimestamp(expiry + 1n);
    await expect(mandates.execute(id, result))
      .to.be.revertedWithCustomError(mandates, "MandatesTime")
      .withArgs(id, expiry);
  });

  it("takes exactly the list's sum, whatever a proposal sends along", async () => {
    const { mandates, asTreasury, coin, alice, ready } = await withMandates(connection);
    const native = await ready([[alice.address, 10n]]);
    const by = mandates.connect(asTreasury);
    for (const value of [0n, 9n, 11n])
      await expect(by.pay(native.id, native.result, { value }))
        .to.be.revertedWithCustomError(mandates, "MandatesFunding")
        .withArgs(native.id, value, 10n);
    const tokens = await ready([[alice.address, 10n]], { asset: await coin.getAddress() });
    await expect(by.pay(tokens.id, tokens.result, { value: 1n }))
      .to.be.revertedWithCustomError(mandates, "MandatesFunding")
      .withArgs(tokens.id, 1n, 0n);
    await coin.connect(asTreasury).transfer(mandates, 9n);
    await expect(by.pay(tokens.id, tokens.result))
      .to.be.revertedWithCustomError(mandates, "MandatesFunding")
      .withArgs(tokens.id, 9n, 10n);
  });

  describe("to who refuses", () => {
    async function refused() {
      const fixture = await withMandates(connection);
      const { mandates, alice, bob, ready } = fixture;
      const glutton = await ethers.deployContract("Glutton");
      const reverter = await ethers.deployContract("Reverter");
      const list = sorted([
        [await glutton.getAddress(), 10n],
        [await reverter.getAddress(), 20n],
        [bob.address, 30n],
      ]);
      const { id, result } = await ready(list);
      const executed = mandates.connect(alice).execute(id, result);
      return { ...fixture, glutton, reverter, id, executed };
    }

    it("credits it, and pays the others", async () => {
      const { mandates, glutton, reverter, bob, id, executed } = await refused();
      await expect(executed).to.changeEtherBalance(ethers, bob, 30n);
      const sent = await executed;
      await expect(sent).to.emit(mandates, "PayoutCredited").withArgs(id, glutton, 10n);
      // An empty call of the reverter reverts with nothing.
      expect(await mandates.creditOf(ZeroAddress, reverter)).to.equal(20n);
      expect(await mandates.owed(ZeroAddress)).to.equal(30n);
      expect(await ethers.provider.getBalance(mandates)).to.equal(30n);
      expect(await mandates.statusOf(id)).to.equal(Status.Paid);
    });

    it("lets it fetch its credit to where it likes, once", async () => {
      const { mandates, glutton, holder, executed } = await refused();
      await executed;
      const data = mandates.interface.encodeFunctionData("withdraw", [ZeroAddress, holder.address]);
      const fetched = glutton.execute(mandates, data);
      await expect(fetched).to.changeEtherBalances(ethers, [mandates, holder], [-10n, 10n]);
      await expect(await fetched)
        .to.emit(mandates, "CreditWithdrawn")
        .withArgs(ZeroAddress, glutton, holder, 10n);
      await expect(glutton.execute(mandates, data))
        .to.be.revertedWithCustomError(mandates, "PayoutCreditsNone")
        .withArgs(ZeroAddress, glutton);
      expect(await mandates.owed(ZeroAddress)).to.equal(20n);
    });

    it("gives back to the treasury, by a proposal, what nobody can fetch", async () => {
      const { mandates, treasury, asTreasury, reverter, executed } = await refused();
      await executed;
      const taken = mandates.connect(asTreasury).reclaim(ZeroAddress, reverter);
      await expect(taken).to.changeEtherBalances(ethers, [mandates, treasury], [-20n, 20n]);
      await expect(await taken)
        .to.emit(mandates, "CreditReclaimed")
        .withArgs(ZeroAddress, reverter, 20n);
    });

    it("cannot be made to credit by too little gas", async () => {
      const { mandates, alice, bob, ready } = await withMandates(connection);
      const { id, result } = await ready([[bob.address, 1n]]);
      for (const gasLimit of [200_000n, 240_000n, 280_000n]) {
        const poor = mandates.connect(alice).execute(id, result, { gasLimit });
        await expect(poor, `${gasLimit}`).to.be.revertedWithCustomError(mandates, "PayoutCreditsGas");
      }
      await expect(mandates.connect(alice).execute(id, result)).to.changeEtherBalance(ethers, bob, 1n);
    });
  });

  describe("in tokens", () => {
    it("credits where the token refuses, and pays the others", async () => {
      const { mandates, treasury, bob, holder, alice, ready } = await withMandates(connection);
      const token = await ethers.deployContract("PickyERC20", [treasury, 100n, bob]);
      const asset = await token.getAddress();
      const { id, result } = await ready(
        sorted([
          [bob.address, 40n],
          [holder.address, 30n],
        ]),
        { asset },
      );
      await expect(mandates.execute(id, result)).to.emit(mandates, "PayoutCredited").withArgs(id, bob, 40n);
      expect(await token.balanceOf(holder)).to.equal(30n);
      expect(await token.balanceOf(mandates)).to.equal(40n);
      await mandates.connect(bob).withdraw(asset, alice);
      expect(await token.balanceOf(alice)).to.equal(40n);
      expect(await mandates.owed(asset)).to.equal(0n);
    });

    it("does not spend what is owed to others", async () => {
      const { mandates, treasury, asTreasury, bob, holder, ready } = await withMandates(connection);
      const token = await ethers.deployContract("PickyERC20", [treasury, 100n, bob]);
      const asset = await token.getAddress();
      const first = await ready([[bob.address, 40n]], { asset });
      await mandates.execute(first.id, first.result);
      const second = await ready([[holder.address, 40n]], { asset });
      await expect(mandates.connect(asTreasury).pay(second.id, second.result))
        .to.be.revertedWithCustomError(mandates, "MandatesFunding")
        .withArgs(second.id, 0n, 40n);
    });

    it("refuses a token that keeps a fee, whole", async () => {
      const { mandates, treasury, coin, bob, ready } = await withMandates(connection);
      const token = await ethers.deployContract("PickyERC20", [treasury, 100n, ZeroAddress]);
      await token.setFee(1n);
      const { id, result } = await ready([[bob.address, 40n]], { asset: await token.getAddress() });
      await expect(mandates.execute(id, result))
        .to.be.revertedWithCustomError(mandates, "MandatesFunding")
        .withArgs(id, 39n, 40n);
      expect(await token.balanceOf(treasury)).to.equal(100n);
      expect(await coin.balanceOf(bob)).to.equal(0n);
    });
  });

  describe("of the greatest length", () => {
    it("stays within a transaction's gas, though every recipient burns all that it gets", async () => {
      const { mandates, alice, router, open, answer } = await withMandates(connection);
      const code = await ethers.provider.getCode(await ethers.deployContract("Glutton"));
      const recipients = Array.from({ length: 100 }, (_, i) => toBeHex(0xa11ce0000n + BigInt(i), 20));
      for (const recipient of recipients) await networkHelpers.setCode(recipient, code);
      const list: Payout[] = recipients.map((recipient) => [recipient, 1n]);
      const { id, requestId } = await open({ maxRecipients: 100n });
      const result = encodeList(list);
      const answered = await answer(requestId, result);
      await expect(answered).not.to.emit(router, "CallbackFailed");
      await mandates.schedule(id, result);
      await networkHelpers.time.increase(1000);
      const executed = await mandates.connect(alice).execute(id, result, { gasLimit: TRANSACTION_GAS });
      const gas = (await executed.wait())?.gasUsed ?? 0n;
      expect(await mandates.owed(ZeroAddress)).to.equal(100n);
      expect(gas < (TRANSACTION_GAS * 95n) / 100n, `${gas}`).to.equal(true);
    });

    it("is told in a callback within the gas that the request names", async () => {
      const { mandates, router, open, answer } = await withMandates(connection);
      const list: Payout[] = Array.from({ length: 100 }, () => [
        Wallet.createRandom().address,
        parseEther("0.01"),
      ]);
      const { id, requestId } = await open({
        maxRecipients: 100n,
        maxTotal: parseEther("1"),
        maxPerRecipient: parseEther("1"),
      });
      const result = encodeList(sorted(list));
      const answered = await answer(requestId, result);
      await expect(answered).not.to.emit(router, "CallbackFailed");
      await expect(answered).to.emit(mandates, "MandateAnswered").withArgs(id, result);
      await expect(mandates.schedule(id, result)).to.emit(mandates, "MandateScheduled");
      await networkHelpers.time.increase(1000);
      await mandates.execute(id, result);
      expect(await ethers.provider.getBalance(list[0]?.[0] ?? "")).to.equal(parseEther("0.01"));
    });
  });
});
