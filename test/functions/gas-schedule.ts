import { expect } from "chai";
import { network } from "hardhat";
import { DRAFT, deployFunctions, type Functions } from "./support/functions.ts";
import {
  type Answer,
  answer,
  ask,
  askMany,
  type Call,
  callOf,
  fulfil,
  GAS_PRICE,
  GWEI,
  mined,
  type Request,
  requestIn,
  settlementsIn,
  WORD,
} from "./support/requests.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

const NO_CALLBACK: Partial<Call> = { callbackGasLimit: 0n, maxResultBytes: 32n };

interface Figures {
  /** Gas that the submitter is paid back. */
  readonly reimbursed: bigint;
  /** Gas that the transaction cost it. */
  readonly spent: bigint;
}

/** By how many basis points the reimbursement exceeds the cost. */
function excessOf({ reimbursed, spent }: Figures): bigint {
  return ((reimbursed - spent) * 10_000n) / spent;
}

async function settle(
  functions: Functions,
  requests: readonly Request[],
  how: Answer = {},
): Promise<Figures> {
  const answers = requests.map((request) => answer(request, how));
  const sent = await fulfil(functions, answers);
  const settled = await settlementsIn(functions.router, sent);
  expect(settled.size).to.equal(requests.length);
  const reimbursed = [...settled.values()].reduce((sum, one) => sum + one.reimbursed, 0n);
  return { reimbursed: reimbursed / GAS_PRICE, spent: (await mined(sent)).gasUsed };
}

/** Requests that share nothing but the function: each has a consumer and an account of its own. */
async function askApart(functions: Functions, count: number, call: Partial<Call>): Promise<Request[]> {
  const { router } = functions;
  const requests: Request[] = [];
  for (let i = 0; i < count; i++) {
    const consumer = await ethers.deployContract("RecordingConsumer", [router]);
    const payer = ethers.Wallet.createRandom(ethers.provider);
    await networkHelpers.setBalance(payer.address, 10n ** 20n);
    await router.deposit(payer, { value: 10n ** 19n });
    await router.connect(payer).authorize(consumer, 10n ** 20n);
    const sent = await consumer.ask(payer, await callOf(functions, call), 10n ** 20n);
    requests.push(await requestIn(router, sent));
  }
  return requests;
}

/** The dearest request there is: a new function's first, a refund to a new account, a callback that always fails. */
async function askDearest(functions: Functions, maxResultBytes: bigint): Promise<Request> {
  const { author, registry, router } = functions;
  await registry.publish(author, DRAFT);
  const functionId = await registry.functionCount();
  const call = await callOf(functions, {
    functionId,
    maxResultBytes,
    gasPriceCap: GAS_PRICE,
    callbackGasLimit: 50_000n,
  });
  const consumer = await ethers.deployContract("ScriptedConsumer");
  await consumer.planRevert(1_000n);
  const { total: value } = await router.quote(call);
  const newcomer = ethers.Wallet.createRandom();
  const data = router.interface.encodeFunctionData("requestPaid", [newcomer.address, call]);
  return requestIn(router, await consumer.act({ target: router, value, data }, { value }));
}

describe("gas schedule", () => {
  for (const operators of [1, 4]) {
    describe(`${operators} operators`, () => {
      /** Accumulators and the sender's account have their slots: what only the first batch of an epoch pays is over. */
      async function deployWarm(): Promise<Functions> {
        const functions = await deployFunctions(connection, operators);
        await settle(functions, await askMany(functions, 1));
        return functions;
      }

      for (const count of [1, 2, 10, 40]) {
        it(`covers a batch of ${count} for one account, and exceeds it by less than 4 %`, async () => {
          const functions = await networkHelpers.loadFixture(deployWarm);
          const requests = await askMany(functions, count, NO_CALLBACK);
          expect(excessOf(await settle(functions, requests))).to.be.within(0n, 400n);
        });
      }

      it("covers a batch for 10 accounts, and exceeds it by less than 4 %", async () => {
        const functions = await networkHelpers.loadFixture(deployWarm);
        const requests = await askApart(functions, 10, NO_CALLBACK);
        expect(excessOf(await settle(functions, requests))).to.be.within(0n, 400n);
      });

      it("covers callbacks, and exceeds them by little more than what freeing a slot in them gives back", async () => {
        const functions = await networkHelpers.loadFixture(deployWarm);
        const figures = await settle(functions, await askMany(functions, 10));
        const freed = 10n * 4_800n;
        expect(excessOf({ ...figures, reimbursed: figures.reimbursed - freed })).to.be.within(0n, 400n);
      });

      it("covers the dearest request at its own gas price cap", async () => {
        const functions = await networkHelpers.loadFixture(deployWarm);
        const request = await askDearest(functions, 32n);
        const figures = await settle(functions, [request], { result: WORD });
        expect(excessOf(figures)).to.be.within(0n, 400n);
      });
    });
  }

  async function deployOne(): Promise<Functions> {
    const functions = await deployFunctions(connection, 1);
    await settle(functions, [await ask(functions)]);
    return functions;
  }

  for (const bytes of [1_024, 4_096, 65_536]) {
    for (const callbackGasLimit of [0n, 1_000_000n]) {
      it(`covers a result of ${bytes} bytes with ${callbackGasLimit} gas for its callback`, async () => {
        const functions = await networkHelpers.loadFixture(deployOne);
        const call = { callbackGasLimit, maxResultBytes: BigInt(bytes), gasPriceCap: 3n * GWEI };
        const figures = await settle(functions, await askMany(functions, 2, call), {
          result: `0x${"e1".repeat(bytes)}`,
        });
        expect(excessOf(figures)).to.be.within(0n, 700n);
      });
    }
  }
});
