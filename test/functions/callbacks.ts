import { expect } from "chai";
import { network } from "hardhat";
import { Outcome } from "../../protocol/outcome.ts";
import { revertDataOf } from "../../protocol/reverts.ts";
import type { GasProbe, ScriptedConsumer } from "../../types/index.js";
import { deployFunctions, type Functions } from "./support/functions.ts";
import {
  answer,
  ask,
  askScripted,
  askThrough,
  callOf,
  type Fulfilment,
  fulfil,
  GWEI,
  mined,
  type Request,
  requestsIn,
  settlementsIn,
} from "./support/requests.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

const MAX_CALLBACK_GAS = 10_000_000n;
/** The cap on a transaction since Osaka (EIP-7825). */
const MAX_TRANSACTION_GAS = 2n ** 24n;

async function deploy() {
  return deployFunctions(connection);
}

/** A request whose callback logs the gas it has, and burns it all if told to. */
async function deployProbed(burns: boolean) {
  const functions = await deploy();
  const probe: GasProbe = await ethers.deployContract("GasProbe", [functions.router, burns]);
  const call = await callOf(functions, { callbackGasLimit: 300_000n });
  return { ...functions, probe, request: await askThrough(functions, probe, call) };
}
async function deployProbe() {
  return deployProbed(false);
}
async function deployBurner() {
  return deployProbed(true);
}

async function deployScripted() {
  const functions = await deploy();
  const consumer: ScriptedConsumer = await ethers.deployContract("ScriptedConsumer");
  const request = await askScripted(
    functions,
    consumer,
    await callOf(functions, { callbackGasLimit: 2_000_000n }),
  );
  return { ...functions, scripted: consumer, request };
}

/** The gas that the callback had at entry, or undefined where the whole transaction reverted. */
async function gasAtEntry(
  functions: Functions & { probe: GasProbe },
  fulfilments: readonly Fulfilment[],
  gasLimit: bigint,
): Promise<bigint[] | undefined> {
  try {
    const receipt = await mined(await fulfil(functions, fulfilments, { gasLimit }));
    const events = receipt.logs.map((log) => functions.probe.interface.parseLog(log));
    return events.filter((event) => event?.name === "Entered").map((event) => event?.args.gasLeft);
  } catch {
    return undefined;
  }
}

/** Runs `attempt` with every gas limit, each from the same state. */
async function sweep<Result>(limits: readonly bigint[], attempt: (gasLimit: bigint) => Promise<Result>) {
  const results: Result[] = [];
  const snapshot = await networkHelpers.takeSnapshot();
  for (const gasLimit of limits) {
    results.push(await attempt(gasLimit));
    await snapshot.restore();
  }
  return results;
}

function range(from: bigint, to: bigint, step: bigint): bigint[] {
  return Array.from({ length: Number((to - from) / step) }, (_, i) => from + BigInt(i) * step);
}

/** The least gas limit with which `attempt` does not revert, found by halving. */
async function threshold(attempt: (gasLimit: bigint) => Promise<unknown>): Promise<bigint> {
  let [low, high] = [100_000n, 2_000_000n];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    const [result] = await sweep([middle], attempt);
    if (result === undefined) low = middle;
    else high = middle;
  }
  return high;
}

describe("callbacks", () => {
  describe("gas", () => {
    it("is the whole limit or the transaction reverts, whatever the submitter sends", async () => {
      const functions = await networkHelpers.loadFixture(deployProbe);
      const attempt = (gasLimit: bigint) => gasAtEntry(functions, [answer(functions.request)], gasLimit);
      const [ample] = await sweep([5_000_000n], attempt);
      const least = await threshold(attempt);
      const limits = [...range(50_000n, least, 20_011n), ...range(least - 20n, least + 40n, 1n)];
      const results = await sweep([...limits, ...range(least, 3_000_000n, 200_003n)], attempt);
      expect(ample?.[0] !== undefined && ample[0] > 299_700n && ample[0] <= 300_000n).to.equal(true);
      const entered = results.filter((result) => result !== undefined);
      for (const gas of entered) expect(gas).to.deep.equal(ample);
      expect(entered.length).to.be.within(40, results.length - 20);
    });

    it("is the whole limit for the second of a batch, too, after the first burnt all of its own", async () => {
      const functions = await networkHelpers.loadFixture(deployBurner);
      const call = await callOf(functions, { callbackGasLimit: 300_000n });
      const second = await askThrough(functions, functions.probe, call);
      const answers = [functions.request, second].map((request) => answer(request));
      const attempt = (gasLimit: bigint) => failedCallbacks(functions, answers, gasLimit);
      const least = await threshold(attempt);
      const results = await sweep(range(least - 10n, least + 20n, 1n), attempt);
      expect(new Set(results)).to.deep.equal(new Set([undefined, 2]));
    });

    it("that is missing is named with the figures", async () => {
      const functions = await networkHelpers.loadFixture(deployProbe);
      const { router, request } = functions;
      const needed = (300_000n * 64n) / 63n + 148_000n;
      await expect(fulfil(functions, [answer(request)], { gasLimit: 400_000n }))
        .to.be.revertedWithCustomError(router, "RouterGas")
        .withArgs(request.id, (had: bigint) => had > 200_000n && had < needed, needed);
      expect(await router.isLive(request.id)).to.equal(true);
    });

    it("left after the callback is enough to finish: no fulfilment that passed the check runs out", async () => {
      const functions = await networkHelpers.loadFixture(deployBurner);
      const answers = [answer(functions.request)];
      const selector = functions.router.interface.getError("RouterGas")?.selector ?? "";
      const [RAN_OUT, REFUSED, SETTLED] = [0, 1, 2];
      const ends = await sweep(range(60_000n, 600_000n, 7_001n), async (gasLimit) => {
        try {
          await fulfil(functions, answers, { gasLimit });
          return SETTLED;
        } catch (error) {
          const refused = revertDataOf(error)?.startsWith(selector) ?? false;
          return refused ? REFUSED : RAN_OUT;
        }
      });
      expect(ends).to.deep.equal(ends.toSorted((a, b) => a - b));
      expect(new Set(ends)).to.deep.equal(new Set([RAN_OUT, REFUSED, SETTLED]));
    });

    it("at its maximum, with the longest result and all of it burnt, fits a transaction", async () => {
      const functions = await networkHelpers.loadFixture(deployBurner);
      const { router } = functions;
      const call = await callOf(functions, { callbackGasLimit: MAX_CALLBACK_GAS, maxResultBytes: 65_536n });
      const request = await askThrough(functions, functions.probe, call);
      const result = `0x${"e1".repeat(65_536)}`;
      const sent = await fulfil(functions, [answer(request, { result })], { gasLimit: MAX_TRANSACTION_GAS });
      await expect(sent).to.emit(router, "CallbackFailed");
      expect((await settlementsIn(router, sent)).size).to.equal(1);
    });

    it("of zero asks for no callback", async () => {
      const functions = await networkHelpers.loadFixture(deploy);
      const { consumer } = functions;
      const request = await ask(functions, { callbackGasLimit: 0n });
      await fulfil(functions, [answer(request)]);
      expect(await consumer.isRequestPending(request.id)).to.equal(false);
      expect(await consumer.answerOf(request.id)).to.equal(`0x${"00".repeat(32)}`);
    });
  });

  describe("that fail", () => {
    it("are recorded, and neither their settlement nor their neighbours suffer", async () => {
      const functions = await networkHelpers.loadFixture(deployScripted);
      const { router, scripted, consumer, request } = functions;
      await scripted.planRevert(3n);
      const neighbours = [await ask(functions), await ask(functions)] as const;
      const batch = [neighbours[0], request, neighbours[1]].map((one) => answer(one));
      const sent = await fulfil(functions, batch);
      const reason = scripted.interface.encodeErrorResult("Bomb", ["0x000000"]);
      await expect(sent)
        .to.emit(router, "CallbackFailed")
        .withArgs(request.id, await scripted.getAddress(), reason);
      expect((await settlementsIn(router, sent)).size).to.equal(3);
      for (const { id } of neighbours) expect(await consumer.answerOf(id)).to.not.equal(0n);
    });

    it("with a bomb of returned data are cut to 256 bytes, and cost only what they burnt themselves", async () => {
      const functions = await networkHelpers.loadFixture(deployScripted);
      const { router, scripted } = functions;
      await scripted.planRevert(100_000n);
      const bomb = await settleCallback(functions);
      await expect(bomb.sent)
        .to.emit(router, "CallbackFailed")
        .withArgs(bomb.id, await scripted.getAddress(), (reason: string) => reason.length === 2 + 2 * 256);
      const { header } = functions.request;
      expect(bomb.gas < header.overheadGas + header.callbackGasLimit).to.equal(true);
    });
  });

  it("to a consumer without code succeed", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, payer } = functions;
    const sent = await router.connect(payer).request(payer, await callOf(functions), 10n ** 18n);
    const [request] = requestsIn(router, await mined(sent)) as [Request];
    await expect(fulfil(functions, [answer(request)])).to.not.emit(router, "CallbackFailed");
  });

  it("carry the result's bytes as they were signed, and an outcome's number", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const request = await ask(functions);
    const result = `0x${"00ff".repeat(16)}01`;
    await fulfil(functions, [answer(request, { outcome: Outcome.Success, result })]);
    expect(await functions.consumer.answerOf(request.id)).to.equal(ethers.keccak256(result));
  });

  describe("may", () => {
    it("make new requests and deposit", async () => {
      const functions = await networkHelpers.loadFixture(deployScripted);
      const { router, scripted, payer } = functions;
      const call = await callOf(functions);
      const { total } = await router.quote(call);
      await scripted.planCallback([
        step(functions, "deposit", [payer.address], 7n),
        step(functions, "requestPaid", [payer.address, call], total),
      ]);
      await payer.sendTransaction({ to: scripted, value: total + 7n });
      const accounted = await router.accounted();
      const { sent, id } = await settleCallback(functions);
      expect(await stepsIn(functions, sent)).to.deep.equal([true, true]);
      const [made] = requestsIn(router, await mined(sent)) as [Request];
      expect(await router.isLive(made.id)).to.equal(true);
      expect(await router.isLive(id)).to.equal(false);
      expect(await router.accounted()).to.equal(accounted + total + 7n);
    });
  });

  describe("may not", () => {
    const attempts = [
      { name: "fulfill", args: [[], 1n, { signers: 0n, signatures: "0x" }] },
      { name: "expire", args: [[]] },
      { name: "withdraw", args: [`0x${"11".repeat(20)}`, 0n] },
      { name: "claimRoyalty", args: [1n] },
      { name: "claimOperatorFees", args: [1n, 0n] },
      { name: "claimTreasuryFees", args: [] },
    ] as const;
    for (const { name, args } of attempts) {
      it(`call ${name}`, async () => {
        const functions = await networkHelpers.loadFixture(deployScripted);
        const { router, scripted } = functions;
        await scripted.planCallback([step(functions, name, args)]);
        const { sent } = await settleCallback(functions);
        const reentered = router.interface.getError("TransientLockReentered")?.selector;
        await expect(sent).to.emit(scripted, "Stepped").withArgs(false, reentered);
        await scripted.act(step(functions, "deposit", [await scripted.getAddress()]));
      });
    }
  });
});

type Scripted = Awaited<ReturnType<typeof deployScripted>>;

/** One call of the router in a scripted callback. */
function step({ router }: Functions, name: string, args: readonly unknown[], value = 0n) {
  const data = router.interface.encodeFunctionData(name as "deposit", args as [string]);
  return { target: router, value, data };
}

async function settleCallback(functions: Scripted) {
  const { request, router } = functions;
  const sent = await fulfil(functions, [answer(request)], { gasPrice: 2n * GWEI });
  const { reimbursed } = [...(await settlementsIn(router, sent)).values()][0] ?? { reimbursed: 0n };
  return { sent, id: request.id, gas: reimbursed / (2n * GWEI) };
}

async function stepsIn({ scripted }: Scripted, sent: Awaited<ReturnType<typeof fulfil>>) {
  const events = (await mined(sent)).logs.map((log) => scripted.interface.parseLog(log));
  return events.filter((event) => event?.name === "Stepped").map((event) => event?.args.success as boolean);
}

/** How many callbacks failed, or undefined where the transaction reverted. */
async function failedCallbacks(functions: Functions, answers: readonly Fulfilment[], gasLimit: bigint) {
  const { router } = functions;
  try {
    const receipt = await mined(await fulfil(functions, answers, { gasLimit }));
    const events = receipt.logs.map((log) => router.interface.parseLog(log));
    return events.filter((event) => event?.name === "CallbackFailed").length;
  } catch {
    return undefined;
  }
}
