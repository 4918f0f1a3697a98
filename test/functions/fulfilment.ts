import { expect } from "chai";
import { id, keccak256, ZeroHash } from "ethers";
import { network } from "hardhat";
import { Outcome } from "../../protocol/outcome.ts";
import { escrowOf, maxGasFee } from "../../protocol/request.ts";
import { hashRequest } from "../../protocol/typed-data.ts";
import { DRAFT, deployFunctions, type Functions, membersOf, TERMS } from "./support/functions.ts";
import { batchOf, operatorKeys, signBatch } from "./support/operators.ts";
import {
  type Answer,
  answer,
  ask,
  askMany,
  askThrough,
  callOf,
  fulfil,
  GWEI,
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

/** Settles one request at a base fee; both in wei a unit of gas. */
async function settleAt(
  functions: Functions,
  request: Request,
  prices: { gasPrice: bigint; baseFee: bigint },
) {
  await networkHelpers.setNextBlockBaseFeePerGas(prices.baseFee);
  const sent = await fulfil(functions, [answer(request)], { gasPrice: prices.gasPrice });
  return settlementOf(functions, sent, request);
}

type Sent = Awaited<ReturnType<typeof fulfil>>;

async function settlementOf({ router }: Functions, sent: Sent, { id }: Request) {
  const settled = (await settlementsIn(router, sent)).get(id);
  if (settled === undefined) throw new Error(`${id} is not settled`);
  return settled;
}

async function isLive({ router }: Functions, requests: readonly Request[]): Promise<boolean[]> {
  return Promise.all(requests.map(({ id }) => router.isLive(id)));
}

describe("FunctionRouter.fulfill", () => {
  describe("charges", () => {
    const LIMIT = 1_000_000n;
    const CALLDATA = 68n;
    const outcomes = [
      { name: "Success", outcome: Outcome.Success, fuelUsed: 400_000n, result: WORD, bytes: CALLDATA + 32n },
      { name: "Revert", outcome: Outcome.Revert, fuelUsed: 9n, result: "0xc0de", bytes: CALLDATA + 2n },
      { name: "OutOfFuel", outcome: Outcome.OutOfFuel, fuelUsed: LIMIT, result: "0x", bytes: CALLDATA },
      { name: "Trap", outcome: Outcome.Trap, fuelUsed: LIMIT, result: "0x", bytes: CALLDATA },
      { name: "Unserviceable", outcome: Outcome.Unserviceable, fuelUsed: 0n, result: "0x", bytes: 0n },
    ];
    for (const { name, bytes, ...how } of outcomes) {
      it(`${name} for its fuel and bytes, and splits them without a rest`, async () => {
        const functions = await networkHelpers.loadFixture(deployAlone);
        const { router, payer, sender } = functions;
        const request = await ask(functions);
        const sent = await fulfil(functions, [answer(request, how)]);
        const { charged, refunded, reimbursed } = await settlementOf(functions, sent, request);

        const shared = TERMS.fixedFee + how.fuelUsed * TERMS.fuelPrice;
        const byteFee = bytes * TERMS.bytePrice;
        const royalty = (shared * DRAFT.royaltyShare) / 10_000n;
        const operators = (shared * (10_000n - DRAFT.royaltyShare - TERMS.treasuryShare)) / 10_000n;
        expect(charged - reimbursed).to.equal(shared + byteFee);
        expect(charged + refunded).to.equal(escrowOf(request.header));
        expect(await router.royaltyOf(1n)).to.equal(royalty);
        expect(await router.operatorFeesOf(1n, 0n)).to.equal(operators + byteFee);
        expect(await router.treasuryFees()).to.equal(shared - royalty - operators);
        expect((await router.accountOf(sender)).balance).to.equal(reimbursed);
        expect((await router.accountOf(payer)).balance).to.equal(10n ** 20n - charged);
      });

      it(`${name}, which its receipt and its consumer name`, async () => {
        const functions = await networkHelpers.loadFixture(deployAlone);
        const { router, consumer } = functions;
        const request = await ask(functions);
        const sent = await fulfil(functions, [answer(request, how)]);
        const { charged, refunded, reimbursed } = await settlementOf(functions, sent, request);
        await expect(sent)
          .to.emit(router, "Settled")
          .withArgs(request.id, 1n, how.outcome, how.fuelUsed, charged, refunded, reimbursed);
        const success = how.outcome === Outcome.Success;
        expect(await consumer.answerOf(request.id)).to.equal(success ? keccak256(how.result) : ZeroHash);
        expect(await consumer.failureOf(request.id)).to.equal(success ? 0n : BigInt(how.outcome));
      });
    }

    it("no more than the escrow where fuel, result and callback gas are used up at a price above the cap", async () => {
      const functions = await networkHelpers.loadFixture(deployAlone);
      const burner = await connection.ethers.deployContract("GasProbe", [functions.router, true]);
      const call = await callOf(functions, { gasPriceCap: GWEI });
      const request = await askThrough(functions, burner, call);
      const { fuelLimit: fuelUsed } = call;
      const sent = await fulfil(functions, [answer(request, { fuelUsed, result: WORD + WORD.slice(2) })]);
      const settled = await settlementOf(functions, sent, request);
      const gas = escrowOf(request.header) - maxGasFee(request.header) + settled.reimbursed;
      expect(settled.charged).to.equal(gas);
      expect(settled.reimbursed <= maxGasFee(request.header)).to.equal(true);
      expect(settled.reimbursed > call.callbackGasLimit * GWEI).to.equal(true);
    });
  });

  describe("reimbursement", () => {
    const ROOM = { gasPrice: 3n * GWEI, baseFee: 2n * GWEI };

    it("is at the transaction's gas price", async () => {
      const functions = await networkHelpers.loadFixture(deployAsked);
      const { reimbursed } = await settleAt(functions, functions.request, ROOM);
      expect(reimbursed % ROOM.gasPrice).to.equal(0n);
      const gas = reimbursed / ROOM.gasPrice;
      expect(gas > functions.request.header.overheadGas / 2n).to.equal(true);
    });

    it("is capped at the base fee and the DAO's tip", async () => {
      const functions = await networkHelpers.loadFixture(deployAsked);
      const plain = await settleAt(functions, functions.request, ROOM);
      const again = await networkHelpers.loadFixture(deployAsked);
      const dear = await settleAt(again, again.request, { gasPrice: 40n * GWEI, baseFee: 2n * GWEI });
      const price = 2n * GWEI + TERMS.tipCap;
      expect(dear.reimbursed).to.equal((plain.reimbursed / ROOM.gasPrice) * price);
    });

    it("is capped at the requester's gas price cap", async () => {
      const functions = await networkHelpers.loadFixture(deployAsked);
      const plain = await settleAt(functions, functions.request, ROOM);
      const again = await networkHelpers.loadFixture(deployAsked);
      const dear = await settleAt(again, again.request, { gasPrice: 90n * GWEI, baseFee: 80n * GWEI });
      const cap = again.request.header.gasPriceCap;
      expect(dear.reimbursed).to.equal((plain.reimbursed / ROOM.gasPrice) * cap);
      expect(dear.reimbursed < maxGasFee(again.request.header)).to.equal(true);
    });

    it("shares what the batch pays once between the requests that it settles", async () => {
      const functions = await networkHelpers.loadFixture(deployAsked);
      const alone = await settleAt(functions, functions.request, ROOM);
      const again = await networkHelpers.loadFixture(deployAsked);
      const answers = [again.request, await ask(again)].map((request) => answer(request));
      await networkHelpers.setNextBlockBaseFeePerGas(ROOM.baseFee);
      const sent = await fulfil(again, answers, { gasPrice: ROOM.gasPrice });
      const shared = await settlementOf(again, sent, again.request);
      const saved = (alone.reimbursed - shared.reimbursed) / ROOM.gasPrice;
      // Half of the batch's own gas and of one signature, as Pricing schedules them.
      expect(saved).to.be.closeTo((57_000n + 8_200n) / 2n, 100n);
    });
  });

  describe("terms", () => {
    it("are those of the request's moment, whatever the DAO sets since", async () => {
      const functions = await networkHelpers.loadFixture(deployAsked);
      const before = await settleAt(functions, functions.request, { gasPrice: 3n * GWEI, baseFee: GWEI });
      const again = await networkHelpers.loadFixture(deployAsked);
      const router = again.router.connect(again.dao);
      await router.setFixedFee(1n);
      await router.setFuelPrice(1n);
      await router.setBytePrice(1n);
      await router.setGasTerms(0n, 1_000n * GWEI);
      await router.setShares(0n, 0n);
      await router.setDurations(1n, 2n);
      await router.setDomain(again.request.header.executionDomain, false);
      const after = await settleAt(again, again.request, { gasPrice: 3n * GWEI, baseFee: GWEI });
      expect(after).to.deep.equal(before);
      expect(await again.router.royaltyOf(1n)).to.equal(await functions.router.royaltyOf(1n));
    });
  });

  describe("batch", () => {
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
});
