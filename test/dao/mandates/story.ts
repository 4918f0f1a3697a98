import { expect } from "chai";
import { parseEther, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { encodeList, FUNDS, Status, sorted, withMandates } from "../../fixtures/mandates.ts";
import { Proposal } from "../../helpers/governance.ts";
import { ownEvent } from "../../helpers/own-event.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

describe("A mandate's way", () => {
  for (const asset of ["ether", "an ERC-20"] as const) {
    it(`from a proposal through the function to the payment of ${asset}`, async () => {
      const fixture = await withMandates(connection);
      const { mandates, treasury, governor, coin, alice, bob, holder, question, termsOf, answer } = fixture;
      const address = asset === "ether" ? ZeroAddress : await coin.getAddress();
      const terms = await termsOf({
        asset: address,
        maxTotal: parseEther("5"),
        maxPerRecipient: parseEther("3"),
      });
      const target = await mandates.getAddress();
      const data = mandates.interface.encodeFunctionData("open", [terms, question]);
      const value = parseEther("0.5");
      const proposal = new Proposal(connection, governor, [{ target, value, data }], "Pay contributors");
      const opened = await ownEvent(await proposal.pass(alice), (block) =>
        mandates.queryFilter(mandates.filters.MandateOpened(), block, block),
      );
      const { id, requestId } = opened.args;
      expect(id).to.equal(1n);
      const list = sorted([
        [holder.address, parseEther("3")],
        [bob.address, parseEther("1.5")],
      ]);
      const result = encodeList(list);
      await expect(answer(requestId, result)).to.emit(mandates, "MandateAnswered").withArgs(id, result);
      expect(await mandates.statusOf(id)).to.equal(Status.Answered);
      const { operation } = await mandates.operationOf(id, result);
      const scheduled = await mandates.connect(holder).schedule(id, result);
      const readyAt = BigInt(await networkHelpers.time.latest()) + (await treasury.getMinDelay());
      await expect(scheduled)
        .to.emit(mandates, "MandateScheduled")
        .withArgs(id, operation, parseEther("4.5"), readyAt);
      expect(await treasury.getTimestamp(operation)).to.equal(readyAt);
      await expect(mandates.execute(id, result)).to.be.revertedWithCustomError(
        treasury,
        "TimelockUnexpectedOperationState",
      );
      await networkHelpers.time.increaseTo(readyAt);
      const before = {
        holder: await fixture.holdings(address, holder),
        bob: await fixture.holdings(address, bob),
        treasury: await fixture.holdings(address, treasury),
      };
      const executed = await mandates.connect(fixture.carol).execute(id, result);
      await expect(executed).to.emit(mandates, "MandatePaid").withArgs(id, address, parseEther("4.5"));
      for (const [recipient, amount] of list)
        await expect(executed).to.emit(mandates, "PayoutMade").withArgs(id, recipient, amount);
      expect(await fixture.holdings(address, holder)).to.equal(before.holder + parseEther("3"));
      expect(await fixture.holdings(address, bob)).to.equal(before.bob + parseEther("1.5"));
      expect(await fixture.holdings(address, treasury)).to.equal(before.treasury - parseEther("4.5"));
      expect(await fixture.holdings(address, mandates)).to.equal(0n);
      expect(await mandates.statusOf(id)).to.equal(Status.Paid);
    });
  }

  it("ends at the payment: nothing of it can be done again", async () => {
    const { mandates, treasury, bob, carol, asTreasury, ready, answer } = await withMandates(connection);
    const { id, result } = await ready([[bob.address, 60n]]);
    await mandates.execute(id, result);
    await expect(mandates.execute(id, result)).to.be.revertedWithCustomError(
      treasury,
      "TimelockUnexpectedOperationState",
    );
    for (const again of [
      () => mandates.schedule(id, result),
      () => mandates.expire(id),
      () => mandates.connect(carol).cancel(id),
      () => mandates.connect(asTreasury).pay(id, result, { value: 60n }),
    ])
      await expect(again())
        .to.be.revertedWithCustomError(mandates, "MandatesStatus")
        .withArgs(id, Status.Paid);
    const [request] = await mandates.queryFilter(mandates.filters.MandateOpened(id));
    await expect(answer(request?.args.requestId ?? "", result)).to.be.revert(ethers);
  });

  it("is paid by the treasury alone, out of what it has by then", async () => {
    const { mandates, treasury, coin, asTreasury, bob, ready } = await withMandates(connection);
    const asset = await coin.getAddress();
    const { id, result } = await ready([[bob.address, 60n]], { asset });
    await coin.connect(asTreasury).transfer(bob, FUNDS);
    await expect(mandates.execute(id, result))
      .to.be.revertedWithCustomError(coin, "ERC20InsufficientBalance")
      .withArgs(treasury, 0n, 60n);
    await coin.connect(bob).transfer(treasury, 60n);
    await mandates.execute(id, result);
    expect(await coin.balanceOf(bob)).to.equal(FUNDS);
  });

  it("may cross another's: each is answered, checked and paid on its own", async () => {
    const { mandates, treasury, bob, alice, open, answer } = await withMandates(connection);
    const [first, second] = [await open(), await open()];
    const lists = [encodeList([[bob.address, 10n]]), encodeList([[alice.address, 20n]])] as const;
    await answer(second.requestId, lists[1]);
    await answer(first.requestId, lists[0]);
    await mandates.schedule(second.id, lists[1]);
    await mandates.schedule(first.id, lists[0]);
    await networkHelpers.time.increase(await treasury.getMinDelay());
    await expect(mandates.execute(first.id, lists[0])).to.changeEtherBalance(ethers, bob, 10n);
    await expect(mandates.execute(second.id, lists[1])).to.changeEtherBalances(
      ethers,
      [treasury, alice],
      [-20n, 20n],
    );
  });
});
