import { expect } from "chai";
import { network } from "hardhat";
import { rotate } from "./support/checks.ts";
import { answer, collect, fulfil, settle } from "./support/fulfilments.ts";
import { DRAFT, deployFunctions, type Functions, publish, TERMS } from "./support/functions.ts";
import { operatorKeys } from "./support/operators.ts";
import { ask, askMany, GWEI, mined, type Request, settlementOf, settlementsIn } from "./support/requests.ts";

const connection = await network.create();
const { networkHelpers } = connection;

const BYTE_FEE = (68n + 32n) * TERMS.bytePrice;

async function deploy() {
  return deployFunctions(connection, 3);
}

/** The sender's till holds the takings of two requests, which `sent` settled. */
async function deployFilled() {
  const functions = await deploy();
  const requests = await askMany(functions, 2);
  const sent = await settle(functions, requests, { fuelUsed: 7n });
  return { ...functions, sent };
}

function keyOf({ sender }: Functions, functionId = 1n, epoch = 1n) {
  return { epoch, submitter: sender.address, functionId };
}

async function tillOf(functions: Functions, functionId = 1n, epoch = 1n): Promise<bigint[]> {
  return [...(await functions.router.tillOf(keyOf(functions, functionId, epoch)))];
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

/** What two settlements of seven units of fuel leave in a till, without their gas. */
function feesOfTwo(treasuryShare = TERMS.treasuryShare) {
  const shared = 2n * (TERMS.fixedFee + 7n * TERMS.fuelPrice);
  const operators = (shared * (10_000n - treasuryShare - DRAFT.royaltyShare)) / 10_000n;
  const royalty = (shared * DRAFT.royaltyShare) / 10_000n;
  return [operators + 2n * BYTE_FEE, shared - operators - royalty, royalty];
}

describe("tills", () => {
  it("hold what settlements earned, to the wei", async () => {
    const functions = await networkHelpers.loadFixture(deployFilled);
    const { router, sent } = functions;
    const settled = [...(await settlementsIn(router, sent)).values()];
    const [reimbursed, ...fees] = await tillOf(functions);
    expect(reimbursed).to.equal(sum(settled.map((one) => one.reimbursed)));
    expect(fees).to.deep.equal(feesOfTwo());
    expect(sum(await tillOf(functions))).to.equal(sum(settled.map((one) => one.charged)));
  });

  it("are collected by anyone: to the submitter, the operators, the treasury, the royalty", async () => {
    const functions = await networkHelpers.loadFixture(deployFilled);
    const { router, sender, stranger } = functions;
    const takings = await tillOf(functions);
    const [reimbursed, operators, treasury, royalty] = takings as [bigint, bigint, bigint, bigint];
    const accounted = await router.accounted();
    await expect(router.connect(stranger).collect([keyOf(functions)]))
      .to.emit(router, "Collected")
      .withArgs(1n, sender.address, 1n, takings);
    expect((await router.accountOf(sender)).balance).to.equal(reimbursed);
    for (const index of [0n, 1n, 2n]) {
      expect(await router.operatorFeesOf(1n, index)).to.equal(operators / 3n);
    }
    expect(await router.treasuryFees()).to.equal(treasury + (operators % 3n));
    expect(await router.royaltyOf(1n)).to.equal(royalty);
    expect(await tillOf(functions)).to.deep.equal([0n, 0n, 0n, 0n]);
    expect(await router.accounted()).to.equal(accounted);
  });

  it("that are empty, doubly named or nobody's add nothing, in one call with one that is not", async () => {
    const functions = await networkHelpers.loadFixture(deployFilled);
    const { router, sender } = functions;
    const [reimbursed] = await tillOf(functions);
    const keys = [keyOf(functions, 2n), keyOf(functions), keyOf(functions), keyOf(functions, 1n, 9n)];
    const { logs } = await mined(await router.collect(keys));
    expect(logs.length).to.equal(1);
    expect((await router.accountOf(sender)).balance).to.equal(reimbursed);
  });

  it("are apart by function, by submitter and by epoch", async () => {
    const functions = await networkHelpers.loadFixture(deployFilled);
    const { router, sender, stranger } = functions;
    const before = await tillOf(functions);
    const other = await publish(functions);
    await settle(functions, [await ask(functions, other)]);
    await router.connect(sender).setDeputy(stranger, true);
    await settle(functions, [await ask(functions)], {}, { from: stranger });
    const next = { ...functions, keys: operatorKeys(3, "next") };
    const request = await ask(functions);
    await rotate(functions, next.keys);
    await settle(next, [request], {}, { epoch: 2n });
    expect(await tillOf(functions)).to.deep.equal(before);
    for (const key of [
      keyOf(functions, other.functionId),
      { ...keyOf(functions), submitter: stranger.address },
      keyOf(functions, 1n, 2n),
    ]) {
      expect(sum([...(await router.tillOf(key))]) > 0n).to.equal(true);
    }
  });

  it("of one batch and two functions pay each function's owner its own royalty", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const other = await publish(functions, { royaltyShare: 1_300n });
    const answers = [await ask(functions), await ask(functions, other)].map((request) =>
      answer(request, { fuelUsed: 0n }),
    );
    await fulfil(functions, answers);
    await collect(functions, [1n, other.functionId]);
    expect(await functions.router.royaltyOf(1n)).to.equal((TERMS.fixedFee * DRAFT.royaltyShare) / 10_000n);
    expect(await functions.router.royaltyOf(other.functionId)).to.equal((TERMS.fixedFee * 1_300n) / 10_000n);
  });

  it("keep each share as its request pinned it, where the DAO changes one between two batches", async () => {
    const functions = await networkHelpers.loadFixture(deployFilled);
    const { router, dao } = functions;
    const before = await tillOf(functions);
    await router.connect(dao).setShares(4_000n, TERMS.maxRoyaltyShare);
    await settle(functions, await askMany(functions, 2), { fuelUsed: 7n });
    const [, ...after] = await tillOf(functions);
    expect(after).to.deep.equal(feesOfTwo(4_000n));
    await collect(functions);
    const [operators, treasury, royalty] = [1, 2, 3].map(
      (i) => (before[i] as bigint) + (after[i - 1] as bigint),
    ) as [bigint, bigint, bigint];
    expect(await router.royaltyOf(1n)).to.equal(royalty);
    const paid = 3n * (await router.operatorFeesOf(1n, 0n));
    expect((await router.treasuryFees()) + paid).to.equal(treasury + operators);
    expect(operators - paid < 6n).to.equal(true);
  });

  it("keep them in one batch of requests from before and after the change, in any order", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, dao } = functions;
    const [old, older] = (await askMany(functions, 2)) as [Request, Request];
    await router.connect(dao).setShares(4_000n, TERMS.maxRoyaltyShare);
    const [young, younger] = (await askMany(functions, 2)) as [Request, Request];
    const sent = await settle(functions, [old, young, older, younger], { fuelUsed: 7n });
    const settled = [...(await settlementsIn(router, sent)).values()];
    await collect(functions);
    const fees = sum(settled.map((one) => one.charged - one.reimbursed));
    expect(fees).to.equal(4n * (TERMS.fixedFee + 7n * TERMS.fuelPrice + BYTE_FEE));
    const royalty = await router.royaltyOf(1n);
    const operators = 3n * (await router.operatorFeesOf(1n, 0n));
    expect(royalty + operators + (await router.treasuryFees())).to.equal(fees);
    const shared = 2n * (TERMS.fixedFee + 7n * TERMS.fuelPrice);
    const [low, high] = [8_300n, 5_300n].map((share) => (shared * share) / 10_000n) as [bigint, bigint];
    expect(low + high + 4n * BYTE_FEE - operators < 12n).to.equal(true);
  });

  it("that are full are emptied by the settlement that would not fit, which loses nothing", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, payer, dao } = functions;
    // Two of them are more than a till holds.
    const fee = 2n ** 79n;
    await router.connect(dao).setFixedFee(fee);
    await networkHelpers.setBalance(payer.address, 4n * 2n ** 80n);
    await router.connect(payer).deposit(payer, { value: 3n * 2n ** 80n });
    const requests = await askMany(functions, 2, { callbackGasLimit: 0n, gasPriceCap: 3n * GWEI });
    await settle(functions, requests, { fuelUsed: 0n });
    const [, operators, treasury, royalty] = await tillOf(functions);
    expect(sum([operators, treasury, royalty] as bigint[])).to.equal(fee + BYTE_FEE);
    await collect(functions);
    expect(await router.royaltyOf(1n)).to.equal(2n * ((fee * DRAFT.royaltyShare) / 10_000n));
    const paid = 3n * (await router.operatorFeesOf(1n, 0n));
    const all = paid + (await router.royaltyOf(1n)) + (await router.treasuryFees());
    expect(all).to.equal(2n * (fee + BYTE_FEE));
  });

  it("leave gas that no till can hold to the submitter's account", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, payer, sender } = functions;
    const gasPrice = 2n ** 64n - 1n;
    await networkHelpers.setBalance(payer.address, 2n ** 90n);
    await networkHelpers.setBalance(sender.address, 2n ** 90n);
    await router.connect(payer).deposit(payer, { value: 2n ** 84n });
    const request = await ask(functions, { callbackGasLimit: 0n, gasPriceCap: gasPrice });
    await networkHelpers.setNextBlockBaseFeePerGas(gasPrice);
    const sent = await settle(functions, [request, request], {}, { gasPrice, gasLimit: 1_000_000n });
    const { reimbursed } = await settlementOf(router, sent, request);
    const [gas] = await tillOf(functions);
    const { balance } = await router.accountOf(sender);
    expect([gas, balance]).to.deep.equal([0n, reimbursed]);
    expect(reimbursed >= 2n ** 80n).to.equal(true);
  });
});
