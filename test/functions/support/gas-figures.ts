import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { expect } from "chai";
import { type Answer, GAS_PRICE, settle } from "./fulfilments.ts";
import { type Functions, NO_CAP, publish } from "./functions.ts";
import {
  ask,
  askMany,
  askPaid,
  type Call,
  callOf,
  mined,
  type Request,
  requestIn,
  settlementsIn,
} from "./requests.ts";

/** What a batch cost its submitter and brought it, in gas. */
export interface Figures {
  readonly reimbursed: bigint;
  readonly spent: bigint;
}

/** A kind of batch: how its requests are made. */
export interface Shape {
  readonly name: string;
  readonly ask: (functions: Functions, count: number) => Promise<Request[]>;
}

const QUIET: Partial<Call> = { callbackGasLimit: 0n, maxResultBytes: 32n };

/** The plainest traffic: without callbacks, of one account that lets its consumer spend without a cap. */
export const plain: Shape = {
  name: "one account without a cap",
  ask: (functions, count) => askMany(functions, count, QUIET),
};

/** The other kinds of batches that traffic is made of. */
export const shapes: readonly Shape[] = [
  {
    name: "one account with a cap",
    ask: async (functions, count) => {
      await functions.router.connect(functions.payer).authorize(functions.consumer, 10n ** 21n);
      return askMany(functions, count, QUIET);
    },
  },
  {
    name: "paid by one consumer, refunded to another account",
    ask: (functions, count) => times(count, () => askPaid(functions, functions.payer, QUIET)),
  },
  {
    name: "paid by one consumer, refunded to itself",
    ask: (functions, count) => times(count, () => askPaid(functions, functions.consumer, QUIET)),
  },
  { name: "an account each", ask: (functions, count) => askApart(functions, count, NO_CAP) },
  { name: "an account each with a cap", ask: (functions, count) => askApart(functions, count, 10n ** 21n) },
  {
    name: "a function each",
    ask: (functions, count) =>
      times(count, async () => ask(functions, { ...QUIET, ...(await publish(functions)) })),
  },
];

/** Settles the requests in one batch, all of them. */
export async function figuresOf(
  functions: Functions,
  requests: readonly Request[],
  how: Answer = {},
): Promise<Figures> {
  const sent = await settle(functions, requests, how);
  const settled = await settlementsIn(functions.router, sent);
  expect(settled.size).to.equal(requests.length);
  const reimbursed = [...settled.values()].reduce((sum, one) => sum + one.reimbursed, 0n);
  return { reimbursed: reimbursed / GAS_PRICE, spent: (await mined(sent)).gasUsed };
}

/** By how many basis points the reimbursement exceeds the cost. */
export function excessOf({ reimbursed, spent }: Figures): bigint {
  return ((reimbursed - spent) * 10_000n) / spent;
}

/** Requests that share nothing but consumer and function: each is another account's. */
async function askApart(functions: Functions, count: number, cap: bigint): Promise<Request[]> {
  const { connection, consumer, router } = functions;
  const { ethers, networkHelpers } = connection;
  return times(count, async () => {
    const { address } = ethers.Wallet.createRandom();
    await networkHelpers.setBalance(address, 10n ** 20n);
    await networkHelpers.impersonateAccount(address);
    const payer: HardhatEthersSigner = await ethers.getSigner(address);
    await router.deposit(payer, { value: 10n ** 19n });
    await router.connect(payer).authorize(consumer, cap);
    const sent = await consumer.ask(payer, await callOf(functions, QUIET), 10n ** 20n);
    return requestIn(router, sent);
  });
}

async function times<Item>(count: number, make: () => Promise<Item>): Promise<Item[]> {
  const made: Item[] = [];
  for (let i = 0; i < count; i++) made.push(await make());
  return made;
}
