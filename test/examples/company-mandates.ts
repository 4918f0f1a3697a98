import { expect } from "chai";
import { parseEther } from "ethers";
import { network } from "hardhat";
import { MandatesClient, mandateInWords } from "../../clients/index.ts";
import { moment } from "../../protocol/moment.ts";
import { startRelay, type TestRelay } from "../../testing/index.ts";
import { companyAtWork, PAYMENT_DELAY } from "../fixtures/company.ts";
import { failure } from "../helpers/failure.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const { time } = networkHelpers;

/** A vote, then a function that the company's own operator runs, then a payment that everybody sees coming. */
describe("example: a company pays contributors by what a function works out", () => {
  let relay: TestRelay | undefined;

  async function company() {
    const found = await companyAtWork(connection);
    relay ??= await startRelay(connection, found.addresses);
    return { ...found, relay };
  }

  after(() => relay?.stop());

  it("within what was voted, after the delay", async () => {
    const { mandates, pass, draftOf, relay, addresses, alice, bob, carol } = await company();
    const draft = await draftOf(
      [
        [alice.address, 6n],
        [bob.address, 1n],
        [alice.address, 1n],
        [carol.address, 2n],
      ],
      parseEther("1"),
      parseEther("0.6"),
    );
    await pass("Pay contributors", [await mandates.callToOpen(draft)]);
    const asked = await mandates.show(1n);
    expect(asked).to.deep.include({ state: "asked", result: undefined });
    const [request] = await relay.settle();
    expect(request).to.include({ id: asked.requestId, callbackFailure: undefined });

    const answered = await mandates.show(1n);
    expect(answered.next).to.deep.equal({ step: "schedule" });
    const scheduled = (await mandates.carry(1n))?.mandate;
    const readyAt = BigInt(await time.latest()) + PAYMENT_DELAY;
    expect(scheduled).to.deep.include({
      state: "scheduled",
      readyAt,
      next: { step: "wait", awaiting: "payment", until: readyAt },
    });
    expect(mandateInWords(scheduled ?? asked)).to.deep.equal([
      "Within the mandate: 0.9 ETH of at most 1 ETH to 3 recipients.",
      `The treasury holds it for another 1 hour, until ${moment(readyAt)}.`,
      "Anyone can execute it then.",
      `Until it is paid, ${carol.address}, its guardian, and the DAO can refuse it.`,
    ]);
    await failure(mandates.carry(1n), "ALT_DAO_MANDATE_STATE");

    await time.increaseTo(readyAt);
    const before = await balances(addresses.treasury, alice.address, bob.address, carol.address);
    const paid = (await new MandatesClient(addresses, bob).carry(1n))?.mandate;
    expect(paid).to.deep.include({ state: "paid", next: { step: "none" } });
    const shares = new Map(paid?.payouts?.map(({ recipient, amount }) => [recipient, amount]));
    expect(shares).to.deep.equal(
      new Map(
        [alice, bob, carol].map(({ address }, i) => [address, parseEther(["0.6", "0.1", "0.2"][i] ?? "")]),
      ),
    );
    const gained = await balances(addresses.treasury, alice.address, bob.address, carol.address);
    expect(gained[0]).to.equal((before[0] ?? 0n) - parseEther("0.9"));
    expect(gained[1]).to.equal((before[1] ?? 0n) + parseEther("0.6"));
    expect(gained[3]).to.equal((before[3] ?? 0n) + parseEther("0.2"));
    expect(await mandates.carry(1n)).to.equal(undefined);
  });

  it("unless its guardian refuses while it waits", async () => {
    const { mandates, pass, draftOf, relay, addresses, alice, bob, carol } = await company();
    await pass("Pay Alice", [
      await mandates.callToOpen(await draftOf([[alice.address, 1n]], parseEther("0.5"))),
    ]);
    await relay.settle();
    const scheduled = (await mandates.carry(1n))?.mandate;
    await failure(new MandatesClient(addresses, bob).refuse(1n), "ALT_DAO_MANDATE_REFUSAL");
    const { mandate } = await new MandatesClient(addresses, carol).refuse(1n);
    expect(mandate).to.deep.include({ state: "ended", ending: "cancelled" });
    expect(mandateInWords(mandate)).to.deep.equal(["It ended unpaid: it was refused."]);
    await time.increaseTo(scheduled?.readyAt ?? 0n);
    await failure(mandates.execute(1n), "ALT_DAO_MANDATE_STATE");
    await expect(mandates.contract.execute(1n, mandate.result ?? "0x")).to.be.revert(ethers);
    expect(await ethers.provider.getBalance(addresses.treasury)).to.be.greaterThan(parseEther("9.9"));
  });

  it("unless another vote refuses it", async () => {
    const { mandates, pass, draftOf, relay, alice } = await company();
    await pass("Pay Alice", [
      await mandates.callToOpen(await draftOf([[alice.address, 1n]], parseEther("0.5"))),
    ]);
    await relay.settle();
    await mandates.carry(1n);
    const refusal = mandates.calls.cancel(1n);
    expect(refusal.sentence).to.equal("Refuse the payment of mandate 1");
    await pass("Rather not", [refusal]);
    expect(await mandates.show(1n)).to.deep.include({ state: "ended", ending: "cancelled" });
  });

  it("and nothing where the function answers more than was voted, or no list at all", async () => {
    const { mandates, pass, draftOf, relay, alice, bob, addresses } = await company();
    const tooMuch = await draftOf(
      [
        [alice.address, 1n],
        [bob.address, 1n],
      ],
      parseEther("1.1"),
    );
    const forOne = await draftOf([[alice.address, 1n]], parseEther("0.7"));
    const forNobody = await draftOf([], parseEther("0.7"));
    const calls = [];
    for (const draft of [tooMuch, forOne, forNobody]) calls.push(await mandates.callToOpen({ ...draft }));
    await pass("Pay too much", calls);
    await relay.settle();
    const endings = [];
    for (const id of [1n, 2n]) {
      const ended = (await mandates.carry(id))?.mandate;
      endings.push([ended?.ending, ...mandateInWords(ended ?? (await mandates.show(id)))]);
    }
    const failed = await mandates.show(3n);
    endings.push([failed.ending, ...mandateInWords(failed)]);
    expect(endings).to.deep.equal([
      ["totalLimit", "It ended unpaid: the answer pays 1.1 ETH, and at most 1 ETH were voted."],
      [
        "recipientLimit",
        "It ended unpaid: the answer pays one recipient 0.7 ETH, and at most 0.6 ETH were voted.",
      ],
      ["failed", "It ended unpaid: the function reverted with NoPoints."],
    ]);
    expect((await mandates.list()).map(({ state }) => state)).to.deep.equal(["ended", "ended", "ended"]);
    expect(await ethers.provider.getBalance(addresses.treasury)).to.be.greaterThan(parseEther("9.5"));
  });

  const balances = (...accounts: readonly string[]) =>
    Promise.all(accounts.map((account) => ethers.provider.getBalance(account)));
});
