import { expect } from "chai";
import { keccak256, ZeroHash } from "ethers";
import { network } from "hardhat";
import { Outcome } from "../../protocol/outcome.ts";
import { packVerdict } from "../../protocol/receipt.ts";
import { escrowOf, maxGasFee } from "../../protocol/request.ts";
import { rotate } from "./support/checks.ts";
import { answer, collect, fulfil, GAS_PRICE, settle, WORD } from "./support/fulfilments.ts";
import { DRAFT, deployFunctions, EXECUTION_DOMAIN, type Functions, TERMS } from "./support/functions.ts";
import { operatorKeys } from "./support/operators.ts";
import { ask, askThrough, callOf, GWEI, type Request, settlementOf } from "./support/requests.ts";

const connection = await network.create();
const { networkHelpers } = connection;

async function deployAlone() {
  return deployFunctions(connection, 1);
}

/** A set of one with a request that waits; the epoch's first batch is over. */
async function deployAsked() {
  const functions = await deployFunctions(connection, 1);
  await settle(functions, [await ask(functions)]);
  return { ...functions, request: await ask(functions) };
}

/** Settles one request at a base fee; both in wei a unit of gas. */
async function settleAt(
  functions: Functions,
  request: Request,
  prices: { gasPrice: bigint; baseFee: bigint },
) {
  await networkHelpers.setNextBlockBaseFeePerGas(prices.baseFee);
  const sent = await settle(functions, [request], {}, { gasPrice: prices.gasPrice });
  return settlementOf(functions.router, sent, request);
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
        const sent = await settle(functions, [request], how);
        const { charged, reimbursed } = await settlementOf(router, sent, request);

        const shared = TERMS.fixedFee + how.fuelUsed * TERMS.fuelPrice;
        const byteFee = bytes * TERMS.bytePrice;
        const royalty = (shared * DRAFT.royaltyShare) / 10_000n;
        const operators = (shared * (10_000n - DRAFT.royaltyShare - TERMS.treasuryShare)) / 10_000n;
        expect(charged - reimbursed).to.equal(shared + byteFee);
        expect((await router.accountOf(sender)).balance).to.equal(0n);
        await collect(functions);
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
        const sent = await settle(functions, [request], how);
        const { charged, reimbursed } = await settlementOf(router, sent, request);
        await expect(sent)
          .to.emit(router, "Settled")
          .withArgs(request.id, packVerdict(how), charged, reimbursed);
        const success = how.outcome === Outcome.Success;
        expect(await consumer.answerOf(request.id)).to.equal(success ? keccak256(how.result) : ZeroHash);
        expect(await consumer.failureOf(request.id)).to.equal(success ? 0n : BigInt(how.outcome));
      });
    }

    it("no more than the escrow where fuel, result and callback gas are used up at a price above the cap", async () => {
      const functions = await networkHelpers.loadFixture(deployAlone);
      const { router } = functions;
      const burner = await connection.ethers.deployContract("GasProbe", [router, true]);
      const call = await callOf(functions, { gasPriceCap: GWEI });
      const request = await askThrough(functions, burner, call);
      const { fuelLimit: fuelUsed } = call;
      const sent = await settle(functions, [request], { fuelUsed, result: WORD + WORD.slice(2) });
      const settled = await settlementOf(router, sent, request);
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
      expect(gas > 60_000n && gas < functions.request.header.overheadGas).to.equal(true);
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

    it("is capped at what the request holds for gas, also where the set has grown since", async () => {
      const functions = await networkHelpers.loadFixture(deployAlone);
      const request = await ask(functions, { gasPriceCap: GAS_PRICE, callbackGasLimit: 0n });
      const keys = operatorKeys(64, "grown");
      await rotate(functions, keys);
      const sent = await settle({ ...functions, keys }, [request], {}, { epoch: 2n });
      const { reimbursed } = await settlementOf(functions.router, sent, request);
      expect(reimbursed).to.equal(maxGasFee(request.header));
    });

    it("shares what the batch pays once between the requests that it settles", async () => {
      const functions = await networkHelpers.loadFixture(deployAsked);
      const alone = await settleAt(functions, functions.request, ROOM);
      const again = await networkHelpers.loadFixture(deployAsked);
      const answers = [again.request, await ask(again)].map((request) => answer(request));
      await networkHelpers.setNextBlockBaseFeePerGas(ROOM.baseFee);
      const sent = await fulfil(again, answers, { gasPrice: ROOM.gasPrice });
      const shared = await settlementOf(again.router, sent, again.request);
      const saved = (alone.reimbursed - shared.reimbursed) / ROOM.gasPrice;
      // Half of the batch's own gas and of one signature, as Pricing schedules them.
      expect(saved).to.be.closeTo((32_000n + 4_700n) / 2n, 100n);
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
      await router.setDomain(EXECUTION_DOMAIN, false);
      const after = await settleAt(again, again.request, { gasPrice: 3n * GWEI, baseFee: GWEI });
      expect(after).to.deep.equal(before);
      const till = { epoch: 1n, submitter: again.sender, functionId: 1n };
      expect((await again.router.tillOf(till)).royalty > 0n).to.equal(true);
    });
  });
});
