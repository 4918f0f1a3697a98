import { expect } from "chai";
import { id, keccak256 } from "ethers";
import { network } from "hardhat";
import { Outcome } from "../../protocol/outcome.ts";
import { type Answer, answer, collect, fulfil, packFulfilment, settle, WORD } from "./support/fulfilments.ts";
import { deployFunctions, membersOf } from "./support/functions.ts";
import { batchOf, operatorKeys, signBatch } from "./support/operators.ts";
import { ask, askMany, isLive, settlementsIn } from "./support/requests.ts";

const connection = await network.create();
const { networkHelpers } = connection;

async function deployAlone() {
  return deployFunctions(connection, 1);
}
async function deployFour() {
  return deployFunctions(connection, 4);
}
async function deploySeven() {
  return deployFunctions(connection, 7);
}

/** A set of one with a request that waits; the epoch's first batch is over. */
async function deployAsked() {
  const functions = await deployFunctions(connection, 1);
  await fulfil(functions, [answer(await ask(functions))]);
  return { ...functions, request: await ask(functions) };
}

describe("a batch", () => {
  for (const [count, deploy] of [
    [1, deployAlone],
    [4, deployFour],
    [7, deploySeven],
  ] as const) {
    it(`of seven settles under a quorum of ${count} operators`, async () => {
      const functions = await networkHelpers.loadFixture(deploy);
      const requests = await askMany(functions, 7);
      await settle(functions, requests);
      expect(await isLive(functions, requests)).to.deep.equal(Array(7).fill(false));
      for (const { id } of requests) {
        expect(await functions.consumer.answerOf(id)).to.equal(keccak256(WORD));
      }
    });
  }

  it("settles what it can beside one that expired, one settled before and a double", async () => {
    const functions = await networkHelpers.loadFixture(deployAlone);
    const { router } = functions;
    const now = BigInt(await networkHelpers.time.latest());
    const late = await ask(functions, { deadline: now + 100n });
    const [settled, good] = [await ask(functions), await ask(functions)];
    await settle(functions, [settled]);
    await networkHelpers.time.increaseTo(now + 101n);
    const sent = await settle(functions, [late, settled, good, good]);
    for (const { id } of [late, settled, good]) await expect(sent).to.emit(router, "Skipped").withArgs(id);
    expect([...(await settlementsIn(router, sent)).keys()]).to.deep.equal([good.id]);
    expect(await isLive(functions, [late, settled, good])).to.deep.equal([true, false, false]);
  });

  it("settles to the last second of the deadline", async () => {
    const functions = await networkHelpers.loadFixture(deployAlone);
    const request = await ask(functions);
    await networkHelpers.time.setNextBlockTimestamp(request.header.deadline);
    await settle(functions, [request]);
    expect(await isLive(functions, [request])).to.deep.equal([false]);
  });

  const falsifications: { what: string; how: Answer }[] = [
    { what: "no outcome", how: { falsified: { outcome: 0 as Outcome } } },
    { what: "an outcome that there is not", how: { falsified: { outcome: 6 as Outcome } } },
    {
      what: "an outcome that there is not, all fuel and no result",
      how: { fuelUsed: 1_000_000n, result: "0x", falsified: { outcome: 6 as Outcome } },
    },
    { what: "a success that burnt more than its limit", how: { fuelUsed: 1_000_001n } },
    {
      what: "a revert that burnt more than its limit",
      how: { outcome: Outcome.Revert, fuelUsed: 1_000_001n },
    },
    { what: "a result that is too long", how: { result: `0x${"00".repeat(65)}` } },
    { what: "out of fuel before the limit", how: { outcome: Outcome.OutOfFuel, fuelUsed: 999_999n } },
    { what: "out of fuel with a result", how: { outcome: Outcome.OutOfFuel, result: "0x00" } },
    { what: "a trap before the limit", how: { outcome: Outcome.Trap, fuelUsed: 0n } },
    { what: "a trap with a result", how: { outcome: Outcome.Trap, result: "0x00" } },
    { what: "unserviceable with fuel", how: { outcome: Outcome.Unserviceable, fuelUsed: 1n } },
    { what: "unserviceable with a result", how: { outcome: Outcome.Unserviceable, result: "0x00" } },
  ];
  for (const { what, how } of falsifications) {
    it(`skips a receipt with ${what}, though it is signed, and leaves its request live`, async () => {
      const functions = await networkHelpers.loadFixture(deployAlone);
      const [bad, good] = [await ask(functions), await ask(functions)];
      const sent = await fulfil(functions, [answer(bad, how), answer(good)]);
      await expect(sent).to.emit(functions.router, "Skipped").withArgs(bad.id);
      expect(await isLive(functions, [bad, good])).to.deep.equal([true, false]);
    });
  }

  for (const falsified of [
    { stateSeq: 1n },
    { stateRootBefore: id("x") },
    { stateRootAfter: id("x") },
    { transcriptRoot: id("x") },
    { extension: id("x") },
  ]) {
    it(`whose receipt has a ${Object.keys(falsified)[0]}, which a stateless one has not, is not what counts`, async () => {
      const functions = await networkHelpers.loadFixture(deployAsked);
      const { router, request } = functions;
      await expect(fulfil(functions, [answer(request, { falsified })])).to.be.revertedWithCustomError(
        router,
        "RouterSignature",
      );
    });
  }

  it("that settles nothing is refused", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    await settle(functions, [functions.request]);
    await expect(settle(functions, [functions.request])).to.be.revertedWithCustomError(
      functions.router,
      "RouterNothingSettled",
    );
  });

  it("of nothing is refused", async () => {
    const { router, sender } = await networkHelpers.loadFixture(deployAlone);
    await expect(
      router.connect(sender).fulfill([], 1n, { signers: 0n, signatures: [] }, 0n),
    ).to.be.revertedWithCustomError(router, "RouterEmptyBatch");
  });

  it("whose header is not the request's settles nothing", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { router, stranger, request } = functions;
    const changes = [
      { refundTo: stranger.address },
      { fixedFee: request.header.fixedFee + 1n },
      { callbackGasLimit: 0n },
      { deadline: request.header.deadline + 1n },
      { slot: request.header.slot + 1n },
      { sequence: request.header.sequence + 1n },
      { paid: true },
      { capped: true },
      { tag: id("another") },
      { task: id("another") },
    ];
    for (const change of changes) {
      const header = { ...request.header, ...change };
      const forged = { ...answer(request), header };
      await expect(fulfil(functions, [forged])).to.be.revertedWithCustomError(router, "RouterNothingSettled");
    }
    expect(await isLive(functions, [request])).to.deep.equal([true]);
  });

  it("whose result, fuel or outcome is not the signed one is refused", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { router, keys, domain, sender, request } = functions;
    const signed = answer(request);
    const quorum = await signBatch(keys, domain, batchOf([signed], 1n));
    const others = [{ result: "0x01" }, { fuelUsed: 7n }, { outcome: Outcome.Revert }];
    for (const other of others) {
      const sent = packFulfilment(answer(request, other));
      await expect(router.connect(sender).fulfill([sent], 1n, quorum, 0n)).to.be.revertedWithCustomError(
        router,
        "RouterSignature",
      );
    }
    await router.connect(sender).fulfill([packFulfilment(signed)], 1n, quorum, 0n);
  });

  it("whose receipts stand in another order than was signed is refused", async () => {
    const functions = await networkHelpers.loadFixture(deployAlone);
    const { router, keys, domain, sender } = functions;
    const answers = (await askMany(functions, 2)).map((request) => answer(request));
    const quorum = await signBatch(keys, domain, batchOf(answers, 1n));
    await expect(
      router.connect(sender).fulfill(answers.toReversed().map(packFulfilment), 1n, quorum, 0n),
    ).to.be.revertedWithCustomError(router, "RouterSignature");
  });

  it("without a quorum is refused, with the figures", async () => {
    const functions = await networkHelpers.loadFixture(deployFour);
    const request = await ask(functions);
    await expect(fulfil(functions, [answer(request)], { places: [0, 3] }))
      .to.be.revertedWithCustomError(functions.router, "RouterQuorum")
      .withArgs(2n, 3n);
  });

  it("of the epoch before pays its operators, and is sent by a current member", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { operatorSet, router, dao, stranger, request } = functions;
    await collect(functions);
    const earned = await router.operatorFeesOf(1n, 0n);
    await operatorSet.connect(dao).startEpoch(membersOf(operatorKeys(4, "next"), stranger));
    await settle(functions, [request], {}, { from: stranger });
    await router.collect([{ epoch: 1n, submitter: stranger.address, functionId: 1n }]);
    expect((await router.operatorFeesOf(1n, 0n)) - earned).to.equal(earned);
    expect(await router.operatorFeesOf(2n, 0n)).to.equal(0n);
  });

  it("cannot be sent once more under other signatures of the same quorum", async () => {
    const functions = await networkHelpers.loadFixture(deployFour);
    const request = await ask(functions);
    await fulfil(functions, [answer(request)], { places: [0, 1, 2] });
    await expect(fulfil(functions, [answer(request)], { places: [1, 2, 3] })).to.be.revertedWithCustomError(
      functions.router,
      "RouterNothingSettled",
    );
  });
});
