import { expect } from "chai";
import { ZeroHash } from "ethers";
import { network } from "hardhat";
import { Outcome } from "../../protocol/outcome.ts";
import { hashReceipt } from "../../protocol/typed-data.ts";
import type { ScriptedConsumer } from "../../types/index.js";
import { rotate } from "./support/checks.ts";
import { answer, deliver, type Fulfilment, fulfil, packFulfilment, settle } from "./support/fulfilments.ts";
import { deployFunctions, type Functions } from "./support/functions.ts";
import { operatorKeys } from "./support/operators.ts";
import { ask, askMany, askScripted, callOf, type Request } from "./support/requests.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

/** A request is settled, but its callback failed; another one of its batch arrived. */
async function deployFailed() {
  const functions = await deployFunctions(connection);
  const scripted: ScriptedConsumer = await ethers.deployContract("ScriptedConsumer");
  await scripted.planRevert(1n);
  const call = await callOf(functions, { callbackGasLimit: 50_000n });
  const failed = answer(await askScripted(functions, scripted, call));
  const arrived = answer(await ask(functions));
  await fulfil(functions, [failed, arrived]);
  await scripted.planRevert(0n);
  return { ...functions, scripted, failed, arrived };
}

async function expectNothingWaits(functions: Functions, fulfilment: Fulfilment, waiting = ZeroHash) {
  const { receipt } = fulfilment;
  await expect(deliver(functions, fulfilment))
    .to.be.revertedWithCustomError(functions.router, "RouterNotUndelivered")
    .withArgs(receipt.commitment, hashReceipt(receipt), waiting);
}

describe("FunctionRouter.deliver", () => {
  it("brings a result whose callback failed, by anyone, once", async () => {
    const functions = await networkHelpers.loadFixture(deployFailed);
    const { router, scripted, failed } = functions;
    const { commitment } = failed.receipt;
    expect(await router.undeliveredOf(commitment)).to.equal(hashReceipt(failed.receipt));
    const balance = await router.accounted();
    await expect(deliver(functions, failed))
      .to.emit(router, "Delivered")
      .withArgs(commitment, await scripted.getAddress());
    expect(await router.undeliveredOf(commitment)).to.equal(ZeroHash);
    expect(await router.accounted()).to.equal(balance);
    await expectNothingWaits(functions, failed);
  });

  it("calls with the caller's gas, as much as it takes", async () => {
    const functions = await networkHelpers.loadFixture(deployFailed);
    const { router, scripted, failed } = functions;
    const target = await router.getAddress();
    const data = router.interface.encodeFunctionData("deposit", [await scripted.getAddress()]);
    await scripted.planCallback(Array(20).fill({ target, value: 0n, data }));
    const sent = await deliver(functions, failed);
    const receipt = await sent.wait();
    expect((receipt?.gasUsed ?? 0n) > 4n * failed.header.callbackGasLimit).to.equal(true);
    await expect(sent).to.emit(scripted, "Stepped").withArgs(true, "0x");
  });

  it("hands the consumer's revert on, and the result goes on waiting", async () => {
    const functions = await networkHelpers.loadFixture(deployFailed);
    const { router, scripted, failed } = functions;
    await scripted.planRevert(2n);
    await expect(deliver(functions, failed))
      .to.be.revertedWithCustomError(scripted, "Bomb")
      .withArgs("0x0000");
    await scripted.planRevert(0n);
    await expect(deliver(functions, failed)).to.emit(router, "Delivered");
  });

  it("needs no signatures, so also comes after the epoch that signed has gone", async () => {
    const functions = await networkHelpers.loadFixture(deployFailed);
    for (const seed of ["next", "after next"]) await rotate(functions, operatorKeys(4, seed));
    await networkHelpers.time.increase(10_000_000);
    await expect(deliver(functions, functions.failed)).to.emit(functions.router, "Delivered");
  });

  it("brings nothing but what was signed", async () => {
    const functions = await networkHelpers.loadFixture(deployFailed);
    const { failed } = functions;
    const request = { id: failed.receipt.commitment, header: failed.header } as Request;
    const waiting = hashReceipt(failed.receipt);
    const others = [{ result: "0x01" }, { fuelUsed: 1n }, { outcome: Outcome.Revert }];
    for (const other of others) await expectNothingWaits(functions, answer(request, other), waiting);
  });

  it("brings nothing to a request whose header is another", async () => {
    const functions = await networkHelpers.loadFixture(deployFailed);
    const { router, stranger, failed } = functions;
    const forged = packFulfilment({ ...failed, header: { ...failed.header, consumer: stranger.address } });
    await expect(router.deliver(forged.request, forged.verdict, forged.result)).to.be.revertedWithCustomError(
      router,
      "RouterNotUndelivered",
    );
  });

  it("brings nothing that has arrived, that asked for no callback, or that nobody settled", async () => {
    const functions = await networkHelpers.loadFixture(deployFailed);
    await expectNothingWaits(functions, functions.arrived);
    const [silent, waiting] = (await askMany(functions, 2, { callbackGasLimit: 0n })) as [Request, Request];
    await settle(functions, [silent]);
    for (const request of [silent, waiting]) await expectNothingWaits(functions, answer(request));
  });

  it("cannot be entered again by the consumer that it calls, nor can a settlement", async () => {
    const functions = await networkHelpers.loadFixture(deployFailed);
    const { router, scripted, failed } = functions;
    const { request, verdict, result } = packFulfilment(failed);
    const abi = router.interface;
    const again = abi.encodeFunctionData("deliver", [request, verdict, result]);
    const expire = abi.encodeFunctionData("expire", [[request]]);
    await scripted.planCallback([again, expire].map((data) => ({ target: router, value: 0n, data })));
    const sent = await deliver(functions, failed);
    const events = (await sent.wait())?.logs.map((log) => scripted.interface.parseLog(log));
    const steps = events?.filter((event) => event?.name === "Stepped");
    const reentered = abi.getError("TransientLockReentered")?.selector;
    expect(steps?.map((step) => [...(step?.args ?? [])])).to.deep.equal(Array(2).fill([false, reentered]));
  });
});
