import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import { answer, fulfil, settle } from "./support/fulfilments.ts";
import { deployFunctions, membersOf } from "./support/functions.ts";
import { operatorKeys } from "./support/operators.ts";
import { ask, isLive, settlementOf } from "./support/requests.ts";

const connection = await network.create();
const { networkHelpers } = connection;

/** A set of one with a request that waits. */
async function deployAsked() {
  const functions = await deployFunctions(connection, 1);
  return { ...functions, request: await ask(functions) };
}

/** Two operators with a sender each: the payer's account and the author's, in this order. */
async function deployTwo() {
  const functions = await deployAsked();
  const { operatorSet, dao, payer, author } = functions;
  const keys = operatorKeys(2, "two");
  const members = [payer, author].flatMap((sender, i) => membersOf(keys.slice(i, i + 1), sender));
  await operatorSet.connect(dao).startEpoch(members);
  return { ...functions, keys };
}

describe("a batch is sent by", () => {
  it("no stranger, though the quorum is there", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { router, stranger, request } = functions;
    await expect(settle(functions, [request], {}, { from: stranger }))
      .to.be.revertedWithCustomError(router, "RouterNotSender")
      .withArgs(stranger.address, 0n);
  });

  it("each operator's sender at its own place alone", async () => {
    const functions = await networkHelpers.loadFixture(deployTwo);
    const { router, payer, author, request } = functions;
    for (const [from, submitter] of [
      [payer, 1n],
      [author, 0n],
      [author, 2n],
      [author, 64n],
      [author, 2n ** 255n],
    ] as const) {
      await expect(settle(functions, [request], {}, { from, submitter, epoch: 2n }))
        .to.be.revertedWithCustomError(router, "RouterNotSender")
        .withArgs(from.address, submitter);
    }
    await settle(functions, [request], {}, { from: author, submitter: 1n, epoch: 2n });
    expect(await isLive(functions, [request])).to.deep.equal([false]);
  });

  it("a current operator, not by one of the epoch before whose signatures still count", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { operatorSet, router, dao, sender, stranger, request } = functions;
    await operatorSet.connect(dao).startEpoch(membersOf(operatorKeys(1), stranger));
    await expect(fulfil(functions, [answer(request)]))
      .to.be.revertedWithCustomError(router, "RouterNotSender")
      .withArgs(sender.address, 0n);
    await fulfil(functions, [answer(request)], { from: stranger });
  });

  it("whoever copies it: the signatures bind no submitter, and pay who was first", async () => {
    const functions = await networkHelpers.loadFixture(deployTwo);
    const { router, payer, author, request } = functions;
    const sent = await settle(functions, [request], {}, { from: author, submitter: 1n, epoch: 2n });
    await expect(
      settle(functions, [request], {}, { from: payer, submitter: 0n, epoch: 2n }),
    ).to.be.revertedWithCustomError(router, "RouterNothingSettled");
    const till = await router.tillOf({ epoch: 2n, submitter: author, functionId: 1n });
    expect(till.reimbursed).to.equal((await settlementOf(router, sent, request)).reimbursed);
  });
});

describe("deputies", () => {
  it("send in their principal's place, and earn the gas themselves", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { router, sender, stranger, request } = functions;
    await expect(router.connect(sender).setDeputy(stranger, true))
      .to.emit(router, "DeputyChanged")
      .withArgs(sender.address, stranger.address, true);
    expect(await router.principalOf(stranger)).to.equal(sender.address);
    const sent = await settle(functions, [request], {}, { from: stranger });
    const { reimbursed } = await settlementOf(router, sent, request);
    const till = { epoch: 1n, submitter: stranger.address, functionId: 1n };
    expect((await router.tillOf(till)).reimbursed).to.equal(reimbursed);
    await router.collect([till]);
    expect((await router.accountOf(stranger)).balance).to.equal(reimbursed);
  });

  it("do not until they are named, and no longer once they are let go", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { router, sender, stranger, request } = functions;
    const asSender = router.connect(sender);
    await asSender.setDeputy(stranger, true);
    await asSender.setDeputy(stranger, false);
    expect(await router.principalOf(stranger)).to.equal(ZeroAddress);
    await expect(settle(functions, [request], {}, { from: stranger }))
      .to.be.revertedWithCustomError(router, "RouterNotSender")
      .withArgs(stranger.address, 0n);
  });

  it("of one sender are not another's to take or to dismiss", async () => {
    const { router, sender, stranger, author } = await networkHelpers.loadFixture(deployAsked);
    await router.connect(sender).setDeputy(stranger, true);
    for (const allowed of [true, false]) {
      await expect(router.connect(author).setDeputy(stranger, allowed))
        .to.be.revertedWithCustomError(router, "RouterDeputy")
        .withArgs(stranger.address, sender.address);
    }
  });

  it("of a sender send at that sender's place alone", async () => {
    const functions = await networkHelpers.loadFixture(deployTwo);
    const { router, author, stranger, request } = functions;
    await router.connect(author).setDeputy(stranger, true);
    await expect(settle(functions, [request], {}, { from: stranger, submitter: 0n, epoch: 2n }))
      .to.be.revertedWithCustomError(router, "RouterNotSender")
      .withArgs(stranger.address, 0n);
    await settle(functions, [request], {}, { from: stranger, submitter: 1n, epoch: 2n });
  });

  it("end with their principal: revoked, or gone with its epoch", async () => {
    const functions = await networkHelpers.loadFixture(deployTwo);
    const { operatorSet, router, author, stranger, guardian, request } = functions;
    await router.connect(author).setDeputy(stranger, true);
    await operatorSet.connect(guardian).revoke(2n, 1n);
    await expect(settle(functions, [request], {}, { from: stranger, submitter: 1n, epoch: 2n, places: [0] }))
      .to.be.revertedWithCustomError(router, "RouterNotSender")
      .withArgs(stranger.address, 1n);
  });

  it("of nobody in the set are nobody: a name in the list is no right", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { router, author, stranger, request } = functions;
    await router.connect(author).setDeputy(stranger, true);
    await expect(settle(functions, [request], {}, { from: stranger }))
      .to.be.revertedWithCustomError(router, "RouterNotSender")
      .withArgs(stranger.address, 0n);
  });
});
