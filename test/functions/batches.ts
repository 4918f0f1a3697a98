import { expect } from "chai";
import { id, keccak256 } from "ethers";
import { network } from "hardhat";
import { Outcome } from "../../protocol/outcome.ts";
import { hashRequest } from "../../protocol/typed-data.ts";
import { deployFunctions, type Functions, membersOf } from "./support/functions.ts";
import { batchOf, operatorKeys, signBatch } from "./support/operators.ts";
import {
  type Answer,
  answer,
  ask,
  askMany,
  fulfil,
  type Request,
  settlementsIn,
  WORD,
} from "./support/requests.ts";

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

async function isLive({ router }: Functions, requests: readonly Request[]): Promise<boolean[]> {
  return Promise.all(requests.map(({ id }) => router.isLive(id)));
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
      await fulfil(
        functions,
        requests.map((request) => answer(request)),
      );
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
    await fulfil(functions, [answer(settled)]);
    await networkHelpers.time.increaseTo(now + 101n);
    const sent = await fulfil(
      functions,
      [late, settled, good, good].map((request) => answer(request)),
    );
    for (const { id } of [late, settled, good]) await expect(sent).to.emit(router, "Skipped").withArgs(id);
    expect([...(await settlementsIn(router, sent)).keys()]).to.deep.equal([good.id]);
    expect(await isLive(functions, [late, settled, good])).to.deep.equal([true, false, false]);
  });

  it("settles to the last second of the deadline", async () => {
    const functions = await networkHelpers.loadFixture(deployAlone);
    const request = await ask(functions);
    await networkHelpers.time.setNextBlockTimestamp(request.header.deadline);
    await fulfil(functions, [answer(request)]);
    expect(await functions.router.isLive(request.id)).to.equal(false);
  });

  const falsifications: { what: string; how: Answer }[] = [
    { what: "no outcome", how: { falsified: { outcome: 0 as Outcome } } },
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
    { what: "a state number", how: { falsified: { stateSeq: 1n } } },
    { what: "a state root before", how: { falsified: { stateRootBefore: id("x") } } },
    { what: "a state root after", how: { falsified: { stateRootAfter: id("x") } } },
    { what: "a transcript", how: { falsified: { transcriptRoot: id("x") } } },
    { what: "an extension", how: { falsified: { extension: id("x") } } },
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

  it("that settles nothing is refused", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    await fulfil(functions, [answer(functions.request)]);
    await expect(fulfil(functions, [answer(functions.request)])).to.be.revertedWithCustomError(
      functions.router,
      "RouterNothingSettled",
    );
  });

  it("of nothing is refused", async () => {
    const { router, sender } = await networkHelpers.loadFixture(deployAlone);
    await expect(
      router.connect(sender).fulfill([], 1n, { signers: 0n, signatures: "0x" }),
    ).to.be.revertedWithCustomError(router, "RouterEmptyBatch");
  });

  it("by anyone but a member's sender is refused, though the quorum is there", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { router, stranger, request } = functions;
    await expect(fulfil(functions, [answer(request)], { from: stranger }))
      .to.be.revertedWithCustomError(router, "RouterNotSender")
      .withArgs(stranger.address);
  });

  it("whose header is not the request's is refused", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { router, stranger, request, domain } = functions;
    const header = { ...request.header, refundTo: stranger.address };
    await expect(fulfil(functions, [{ ...answer(request), header }]))
      .to.be.revertedWithCustomError(router, "RouterCommitment")
      .withArgs(hashRequest(domain, header), request.id);
  });

  it("whose result is not the signed one is refused", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { router, request } = functions;
    await expect(fulfil(functions, [{ ...answer(request), result: "0x01" }]))
      .to.be.revertedWithCustomError(router, "RouterResultHash")
      .withArgs(request.id, keccak256("0x01"), keccak256(WORD));
  });

  it("whose receipts stand in another order than was signed is refused", async () => {
    const functions = await networkHelpers.loadFixture(deployAlone);
    const { router, keys, domain, operatorSet, sender } = functions;
    const answers = (await askMany(functions, 2)).map((request) => answer(request));
    const quorum = await signBatch(keys, domain, batchOf(answers, 1n));
    await expect(
      router.connect(sender).fulfill(answers.toReversed(), 1n, quorum),
    ).to.be.revertedWithCustomError(operatorSet, "OperatorSetSignature");
  });

  it("without a quorum is refused, with the figures", async () => {
    const functions = await networkHelpers.loadFixture(deployFour);
    const request = await ask(functions);
    await expect(fulfil(functions, [answer(request)], { places: [0, 3] }))
      .to.be.revertedWithCustomError(functions.operatorSet, "OperatorSetQuorum")
      .withArgs(2n, 3n);
  });

  it("of the epoch before pays its operators, and is sent by a current member", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { operatorSet, router, dao, stranger, request } = functions;
    const [earned] = [await router.operatorFeesOf(1n, 0n)];
    await operatorSet.connect(dao).startEpoch(membersOf(operatorKeys(4, "next"), stranger));
    await fulfil(functions, [answer(request)], { from: stranger });
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
