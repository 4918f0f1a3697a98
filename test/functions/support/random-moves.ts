import { expect } from "chai";
import { network } from "hardhat";
import { Outcome } from "../../../protocol/outcome.ts";
import { escrowOf } from "../../../protocol/request.ts";
import { revertDataOf } from "../../../protocol/reverts.ts";
import { Dice } from "./dice.ts";
import { answer, collect, fulfil } from "./fulfilments.ts";
import { deployFunctions, type Functions, NO_CAP, payoutOf } from "./functions.ts";
import { callOf, GWEI, isLive, packed, type Request, requestIn } from "./requests.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

/** A router in use, and every request that may still be live. */
interface Ledger extends Functions {
  readonly dice: Dice;
  readonly requests: Request[];
}

/** What a ledger's holders can do; each may come at any time. Amounts and choices are the dice's. */
const moves: Record<string, (ledger: Ledger) => Promise<unknown>> = {
  deposit: ({ router, dice, stranger, payer }) =>
    router.deposit(dice.pick([stranger, payer]), { value: dice.upTo(10n ** 18n) }),
  request: async (ledger) => {
    const { router, consumer, payer, requests } = ledger;
    const sent = await consumer.ask(payer, await randomCall(ledger), 10n ** 20n);
    requests.push(await requestIn(router, sent));
  },
  requestPaid: async (ledger) => {
    const { router, consumer, stranger, dice, requests } = ledger;
    const call = await randomCall(ledger);
    const value = (await router.quote(call)).total + dice.upTo(1_000n);
    requests.push(await requestIn(router, await consumer.askPaid(stranger, call, { value })));
  },
  fulfill: async (ledger) => {
    const { dice, requests } = ledger;
    const chosen = requests.filter(() => dice.upTo(2n) === 0n);
    if (chosen.length === 0) return;
    await settle(ledger, chosen);
  },
  expire: async (ledger) => {
    const { router, requests, dice } = ledger;
    await networkHelpers.time.increase(Number(dice.upTo(3_000n)));
    await orNothing(ledger, router.expire(packed(requests)));
  },
  withdraw: async ({ router, dice, payer, stranger }) => {
    const holder = dice.pick([payer, stranger]);
    const { balance } = await router.accountOf(holder);
    await router.connect(holder).withdraw(holder, dice.upTo(balance / 100n + 1n));
  },
  authorize: async ({ router, dice, payer, consumer }) => {
    await router.connect(payer).authorize(consumer, dice.pick([NO_CAP, 10n ** 21n]));
  },
  collect: (ledger) => collect(ledger),
  claim: async ({ router, dice }) => {
    await router.claimRoyalty(1n);
    await router.claimOperatorFees(1n, dice.upTo(3n));
    await router.claimTreasuryFees();
  },
  reprice: async ({ router, dao, dice }) => {
    await router.connect(dao).setFixedFee(dice.upTo(10n ** 14n));
    await router.connect(dao).setFuelPrice(dice.upTo(5_000n));
    await router.connect(dao).setShares(dice.upTo(5_000n), dice.upTo(5_000n));
  },
  force: async ({ router }) => {
    const address = await router.getAddress();
    await networkHelpers.setBalance(address, (await ethers.provider.getBalance(address)) + 1n);
  },
};

async function randomCall(ledger: Ledger) {
  const { dice } = ledger;
  const now = BigInt(await networkHelpers.time.latest());
  return callOf(ledger, {
    data: `0x${"d1".repeat(Number(dice.upTo(100n)))}`,
    fuelLimit: dice.upTo(10n ** 6n),
    callbackGasLimit: dice.upTo(80_000n),
    gasPriceCap: GWEI + dice.upTo(50n * GWEI),
    deadline: now + 100n + dice.upTo(5_000n),
  });
}

async function settle(ledger: Ledger, chosen: readonly Request[]) {
  const { dice } = ledger;
  const outcomes = Object.values(Outcome);
  const answers = chosen.map((request) => {
    const outcome = dice.pick(outcomes);
    const ran = outcome === Outcome.Success || outcome === Outcome.Revert;
    const fuel = ran ? { fuelUsed: dice.upTo(request.header.fuelLimit) } : {};
    return answer(request, { outcome, ...fuel });
  });
  await networkHelpers.setNextBlockBaseFeePerGas(GWEI);
  await orNothing(ledger, fulfil(ledger, answers, { gasPrice: GWEI + dice.upTo(9n * GWEI) }));
}

/** A batch or a sweep that finds nothing to settle reverts, which is no fault here. */
async function orNothing({ router }: Ledger, sent: Promise<unknown>) {
  await sent.catch((error: unknown) => {
    const nothing = router.interface.getError("RouterNothingSettled")?.selector;
    if (revertDataOf(error) !== nothing) throw error;
  });
}

/** Everything that the router owes: accounts, live escrows, fees in tills and unclaimed ones. */
async function debtsOf(ledger: Ledger): Promise<bigint> {
  const { router, keys, requests, payer, stranger, sender, author, dao, consumer } = ledger;
  const holders = [payer, stranger, sender, author, dao, consumer, ...keys.map(payoutOf)];
  const accounts = await Promise.all(holders.map((holder) => router.accountOf(holder)));
  const live = await isLive(ledger, requests);
  const fees = await Promise.all(keys.map((_, index) => router.operatorFeesOf(1n, index)));
  const till = await router.tillOf({ epoch: 1n, submitter: sender, functionId: 1n });
  return sum([
    ...till,
    ...accounts.map(({ balance }) => balance),
    ...requests.filter((_, i) => live[i]).map(({ header }) => escrowOf(header)),
    ...fees,
    await router.royaltyOf(1n),
    await router.treasuryFees(),
  ]);
}

function sum(amounts: readonly bigint[]): bigint {
  return amounts.reduce((total, amount) => total + amount, 0n);
}

async function deploy() {
  return deployFunctions(connection, 4);
}

/** After each of so many random moves, the router holds what it owes. The moves are all of the kinds that there are. */
export function itBalances({ seed, steps }: { readonly seed: number; readonly steps: number }): void {
  it(`owes what it accounts for, and holds it, after each of ${steps} random moves (seed ${seed})`, async () => {
    const ledger = { ...(await networkHelpers.loadFixture(deploy)), dice: new Dice(seed), requests: [] };
    const made = new Set<string>();
    for (let step = 0; step < steps; step++) {
      const name = ledger.dice.pick(Object.keys(moves));
      made.add(name);
      await moves[name]?.(ledger);
      const accounted = await ledger.router.accounted();
      expect(await debtsOf(ledger), `after ${name}, move ${step}`).to.equal(accounted);
      expect((await ethers.provider.getBalance(ledger.router)) >= accounted).to.equal(true);
    }
    expect([...made].sort()).to.deep.equal(Object.keys(moves).sort());
  }).timeout(60_000);
}
