import { expect } from "chai";
import { network } from "hardhat";
import { revertDataOf } from "../../protocol/reverts.ts";
import type { GasProbe } from "../../types/index.js";
import { answer, type Fulfilment, fulfil } from "./support/fulfilments.ts";
import { deployFunctions, type Functions } from "./support/functions.ts";
import { ask, askThrough, callOf, isLive, mined, settlementsIn } from "./support/requests.ts";

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

describe("a callback's gas", () => {
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
    const needed = (300_000n * 64n) / 63n + 163_000n;
    await expect(fulfil(functions, [answer(request)], { gasLimit: 400_000n }))
      .to.be.revertedWithCustomError(router, "RouterGas")
      .withArgs(request.id, (had: bigint) => had > 200_000n && had < needed, needed);
    expect(await isLive(functions, [request])).to.deep.equal([true]);
  });

  it("left after the callback is enough to finish: no fulfilment that passed the check runs out", async () => {
    const functions = await networkHelpers.loadFixture(deployBurner);
    const answers = [answer(functions.request)];
    const selector = functions.router.interface.getError("RouterGas")?.selector ?? "";
    const [RAN_OUT, REFUSED, SETTLED] = [0, 1, 2];
    const ends = await sweep(range(30_000n, 600_000n, 7_001n), async (gasLimit) => {
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
    expect(await consumer.answerOf(request.id)).to.equal(`0x${"00".repeat(32)}`);
  });
});

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
