import { expect } from "chai";
import { id } from "ethers";
import { network } from "hardhat";
import { contradict, type Statement } from "../../protocol/evidence.ts";
import type { Receipt } from "../../protocol/receipt.ts";
import { Dice } from "./support/dice.ts";
import { packStatement, receiptOf, say } from "./support/evidence.ts";
import { deployFunctions, type Functions } from "./support/functions.ts";

const connection = await network.create();
const { networkHelpers } = connection;

const BATCHES = 7;
const PAIRS = 16;
/** Few enough that random batches meet the same execution again and again. */
const CHOICES = 2n;

async function deploy() {
  return deployFunctions(connection, 1);
}

/** A random execution, and what every honest operator makes of it. */
function executed(dice: Dice): Receipt {
  const places = [0, 1, 2, 3].map(() => dice.upTo(CHOICES));
  const [request, stateSeq, state, outcalls] = places as [bigint, bigint, bigint, bigint];
  const made = places.join();
  return receiptOf({
    commitment: id(`request ${request}`),
    stateSeq,
    stateRootBefore: id(`state ${state}`),
    transcriptRoot: id(`outcalls ${outcalls}`),
    resultHash: id(made),
    fuelUsed: BigInt(id(made)) >> 200n,
    stateRootAfter: id(`after ${made}`),
  });
}

/** The same, but now and then the result is made up. */
function executedBadly(dice: Dice): Receipt {
  const receipt = executed(dice);
  return dice.upTo(3n) === 0n ? { ...receipt, resultHash: id("made up") } : receipt;
}

/** What an operator signed in a row of random batches, in random epochs. */
async function history(functions: Functions, dice: Dice, execute: typeof executed): Promise<Statement[]> {
  const said: Statement[] = [];
  for (let i = 0; i < BATCHES; i++) {
    const count = 1 + Number(dice.upTo(9n));
    const receipts = Array.from({ length: count }, () => execute(dice));
    said.push(...(await say(functions, receipts, { epoch: 1n + dice.upTo(3n) })));
  }
  return said;
}

/** Pairs at random, half of them of one request. */
function pairsOf(dice: Dice, said: readonly Statement[]): [Statement, Statement][] {
  return Array.from({ length: PAIRS }, (_, i) => {
    const first = dice.pick(said);
    const related = said.filter(({ receipt }) => hasSameGrounds(receipt, first.receipt));
    return [first, dice.pick(i % 2 === 0 ? said : related)];
  });
}

function hasSameGrounds(first: Receipt, second: Receipt): boolean {
  return contradict({ ...first, resultHash: id("one") }, { ...second, resultHash: id("other") });
}

function judge({ operatorSet, router }: Functions, [first, second]: [Statement, Statement]) {
  return operatorSet.slash.staticCall(router, packStatement(first), packStatement(second));
}

describe("what an operator signed in random batches and epochs", () => {
  for (const seed of [1, 2]) {
    it(`is no evidence where it was honest (${seed})`, async () => {
      const functions = await networkHelpers.loadFixture(deploy);
      const dice = new Dice(seed);
      for (const pair of pairsOf(dice, await history(functions, dice, executed))) {
        await expect(judge(functions, pair)).to.be.revertedWithCustomError(
          functions.operatorSet,
          "EquivocationNone",
        );
      }
    });
  }

  it("is evidence exactly where its receipts contradict each other", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const dice = new Dice(4);
    const pairs = pairsOf(dice, await history(functions, dice, executedBadly));
    const guilty = pairs.filter(([first, second]) => contradict(first.receipt, second.receipt));
    expect(guilty.length).to.be.within(2, PAIRS - 2);
    for (const pair of pairs) {
      const judged = judge(functions, pair);
      if (guilty.includes(pair)) await judged;
      else await expect(judged).to.be.revertedWithCustomError(functions.operatorSet, "EquivocationNone");
    }
  });
});
