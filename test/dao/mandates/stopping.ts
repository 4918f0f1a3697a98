import { expect } from "chai";
import { id as hashOf, parseEther, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { Ending, encodeList, Status, withMandates } from "../../fixtures/mandates.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

type Fixture = Awaited<ReturnType<typeof withMandates>>;

/** A mandate in each state before its payment. */
const stages = {
  asked: async ({ open }: Fixture) => (await open()).id,
  answered: async ({ answered, bob }: Fixture) => (await answered([[bob.address, 1n]])).id,
  scheduled: async ({ scheduled, bob }: Fixture) => (await scheduled([[bob.address, 1n]])).id,
  ready: async ({ ready, bob }: Fixture) => (await ready([[bob.address, 1n]])).id,
};

describe("Stopping a mandate", () => {
  for (const [stage, reach] of Object.entries(stages)) {
    describe(`that is ${stage}`, () => {
      it("is its guardian's, the treasury's and its cancellers' to do, and nobody else's", async () => {
        const fixture = await withMandates(connection);
        const { mandates, carol, asTreasury, governor, alice } = fixture;
        const id = await reach(fixture);
        await expect(mandates.connect(alice).cancel(id))
          .to.be.revertedWithCustomError(mandates, "MandatesNotCanceller")
          .withArgs(id, alice);
        const asGovernor = await ethers.getImpersonatedSigner(await governor.getAddress());
        await networkHelpers.setBalance(asGovernor.address, parseEther("1"));
        for (const canceller of [carol, asTreasury, asGovernor]) {
          const before = await networkHelpers.takeSnapshot();
          await expect(mandates.connect(canceller).cancel(id))
            .to.emit(mandates, "MandateEnded")
            .withArgs(id, Ending.Cancelled);
          expect(await mandates.statusOf(id)).to.equal(Status.Ended);
          await before.restore();
        }
      });

      it("happens by itself past its expiry, by whoever says so", async () => {
        const fixture = await withMandates(connection);
        const { mandates, alice } = fixture;
        const id = await reach(fixture);
        const { expiry } = await mandates.termsOf(id);
        await networkHelpers.time.setNextBlockTimestamp(expiry);
        await expect(mandates.connect(alice).expire(id))
          .to.be.revertedWithCustomError(mandates, "MandatesTime")
          .withArgs(id, expiry);
        await networkHelpers.time.setNextBlockTimestamp(expiry + 1n);
        await expect(mandates.connect(alice).expire(id))
          .to.emit(mandates, "MandateEnded")
          .withArgs(id, Ending.Expired);
      });
    });
  }

  it("stops the operation in the treasury, though its delay is over", async () => {
    const { mandates, treasury, carol, bob, ready } = await withMandates(connection);
    const { id, result, operation } = await ready([[bob.address, 1n]]);
    expect(await treasury.isOperationReady(operation)).to.equal(true);
    await mandates.connect(carol).cancel(id);
    await expect(mandates.execute(id, result))
      .to.be.revertedWithCustomError(mandates, "MandatesStatus")
      .withArgs(id, Status.Ended);
  });

  it("may also be done in the treasury: the mandate then waits for its expiry", async () => {
    const { mandates, treasury, governor, bob, scheduled } = await withMandates(connection);
    const { id, result, operation } = await scheduled([[bob.address, 1n]]);
    const asGovernor = await ethers.getImpersonatedSigner(await governor.getAddress());
    await networkHelpers.setBalance(asGovernor.address, parseEther("1"));
    await treasury.connect(asGovernor).cancel(operation);
    await expect(mandates.execute(id, result)).to.be.revertedWithCustomError(
      treasury,
      "TimelockUnexpectedOperationState",
    );
    await expect(mandates.schedule(id, result))
      .to.be.revertedWithCustomError(mandates, "MandatesStatus")
      .withArgs(id, Status.Scheduled);
    await networkHelpers.time.increaseTo((await mandates.termsOf(id)).expiry + 1n);
    await mandates.expire(id);
    expect(await mandates.statusOf(id)).to.equal(Status.Ended);
  });

  it("needs no guardian: without one the DAO still can, and the zero address is nobody", async () => {
    const { mandates, asTreasury, open, alice } = await withMandates(connection);
    const { id } = await open({ guardian: ZeroAddress });
    await expect(mandates.connect(alice).cancel(id)).to.be.revertedWithCustomError(
      mandates,
      "MandatesNotCanceller",
    );
    await expect(mandates.connect(asTreasury).cancel(id)).to.emit(mandates, "MandateEnded");
  });

  it("leaves an answer that comes afterwards without effect", async () => {
    const { mandates, router, carol, bob, open, answer } = await withMandates(connection);
    const { id, requestId } = await open();
    await mandates.connect(carol).cancel(id);
    const late = await answer(requestId, encodeList([[bob.address, 1n]]));
    const reason = mandates.interface.encodeErrorResult("MandatesStatus", [id, Status.Ended]);
    await expect(late).to.emit(router, "CallbackFailed").withArgs(requestId, mandates, reason);
    expect(await mandates.statusOf(id)).to.equal(Status.Ended);
  });

  it("is of one mandate: there is none before the first", async () => {
    const { mandates, carol } = await withMandates(connection);
    for (const id of [0n, 1n])
      for (const stop of [mandates.connect(carol).cancel, mandates.expire])
        await expect(stop(id))
          .to.be.revertedWithCustomError(mandates, "MandatesStatus")
          .withArgs(id, Status.None);
  });

  it("is lost with the proposer's role: nothing more can be scheduled, and it expires", async () => {
    const { mandates, treasury, asTreasury, bob, answered } = await withMandates(connection);
    const { id, result } = await answered([[bob.address, 1n]]);
    await treasury.connect(asTreasury).revokeRole(hashOf("PROPOSER_ROLE"), mandates);
    await expect(mandates.schedule(id, result))
      .to.be.revertedWithCustomError(treasury, "AccessControlUnauthorizedAccount")
      .withArgs(mandates, hashOf("PROPOSER_ROLE"));
    await networkHelpers.time.increaseTo((await mandates.termsOf(id)).expiry + 1n);
    await mandates.expire(id);
    expect(await mandates.statusOf(id)).to.equal(Status.Ended);
  });
});
