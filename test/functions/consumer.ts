import { expect } from "chai";
import { id, ZeroAddress, ZeroHash } from "ethers";
import { network } from "hardhat";
import { Outcome } from "../../protocol/outcome.ts";
import type { MovingConsumer } from "../../types/index.js";
import { settle } from "./support/fulfilments.ts";
import { deployFunctions, deployRouter, EXECUTION_DOMAIN, NO_CAP } from "./support/functions.ts";
import { ask, callOf, requestIn } from "./support/requests.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

const TAG = id("tag");

async function deployAsked() {
  const functions = await deployFunctions(connection);
  return { ...functions, request: await ask(functions, { tag: TAG }) };
}

/** A consumer with a request at the router that it was made with, and a `next` one that the directory names now. */
async function deployMoving() {
  const functions = await deployFunctions(connection);
  const { router, payer, dao, operatorSet } = functions;
  const directory = await ethers.deployContract("FunctionDirectory", [dao, router]);
  const moving: MovingConsumer = await ethers.deployContract("MovingConsumer", [directory]);
  await router.connect(payer).authorize(moving, NO_CAP);
  const request = await requestIn(router, await moving.ask(payer, await callOf(functions), NO_CAP));
  const next = await deployRouter(functions);
  await operatorSet.connect(dao).addRouter(next);
  await next.admit(1n, 1n, EXECUTION_DOMAIN);
  await directory.connect(dao).setCurrent(next);
  return { ...functions, moving, request, next };
}

async function signerOf(contract: { getAddress(): Promise<string> }) {
  const address = await contract.getAddress();
  await networkHelpers.setBalance(address, 10n ** 21n);
  await networkHelpers.impersonateAccount(address);
  return ethers.getSigner(address);
}

describe("FunctionConsumer", () => {
  it("takes the answer of its router", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { consumer, request, router } = functions;
    await settle(functions, [request]);
    expect(await consumer.answerOf(request.id)).to.not.equal(ZeroHash);
    expect(await consumer.functionRouter()).to.equal(await router.getAddress());
  });

  it("refuses answers from anyone else, the operator set and an operator's sender included", async () => {
    const { consumer, stranger, sender, operatorSet, request } =
      await networkHelpers.loadFixture(deployAsked);
    for (const caller of [stranger, sender, await signerOf(operatorSet)]) {
      await expect(consumer.connect(caller).onFunctionResult(request.id, TAG, Outcome.Success, "0x"))
        .to.be.revertedWithCustomError(consumer, "FunctionConsumerUnexpectedCallback")
        .withArgs(caller.address, request.id);
    }
  });

  for (const outcome of [Outcome.Revert, Outcome.OutOfFuel, Outcome.Trap, Outcome.Unserviceable]) {
    it(`hears of failures apart from results, with the tag: outcome ${outcome}`, async () => {
      const functions = await networkHelpers.loadFixture(deployAsked);
      const { consumer, request } = functions;
      await settle(functions, [request], { outcome });
      expect(await consumer.failureOf(request.id)).to.equal(BigInt(outcome));
      expect(await consumer.tagOf(request.id)).to.equal(TAG);
      expect(await consumer.answerOf(request.id)).to.equal(ZeroHash);
    });
  }
});

describe("MovableFunctionConsumer", () => {
  it("waits for the router that it asked until it is answered", async () => {
    const functions = await networkHelpers.loadFixture(deployMoving);
    const { moving, router, request } = functions;
    expect(await moving.issuerOf(request.id)).to.equal(await router.getAddress());
    await settle(functions, [request]);
    expect(await moving.issuerOf(request.id)).to.equal(ZeroAddress);
    expect(await moving.answerOf(request.id)).to.not.equal(ZeroHash);
  });

  it("takes the answer of the old router after it has followed a new one", async () => {
    const functions = await networkHelpers.loadFixture(deployMoving);
    const { moving, request, next } = functions;
    await moving.followRouter(next);
    expect(await moving.functionRouter()).to.equal(await next.getAddress());
    await settle(functions, [request]);
    expect(await moving.answerOf(request.id)).to.not.equal(ZeroHash);
  });

  it("asks the new router from then on, paid with wei, too", async () => {
    const functions = await networkHelpers.loadFixture(deployMoving);
    const { moving, payer, next } = functions;
    await moving.followRouter(next);
    const call = await callOf(functions);
    const { total: value } = await next.quote(call);
    const request = await requestIn(next, await moving.askPaid(payer, call, { value }));
    expect(await moving.issuerOf(request.id)).to.equal(await next.getAddress());
    const domain = { ...functions.domain, router: await next.getAddress() };
    await settle({ ...functions, router: next, domain }, [request], { outcome: Outcome.Trap });
    expect(await moving.failureOf(request.id)).to.equal(BigInt(Outcome.Trap));
  });

  it("refuses anyone but the router that issued the request, a router that it follows included", async () => {
    const { moving, stranger, next, request } = await networkHelpers.loadFixture(deployMoving);
    await moving.followRouter(next);
    for (const caller of [stranger, await signerOf(next)]) {
      await expect(moving.connect(caller).onFunctionResult(request.id, ZeroHash, Outcome.Success, "0x"))
        .to.be.revertedWithCustomError(moving, "FunctionConsumerUnexpectedCallback")
        .withArgs(caller.address, request.id);
    }
  });

  it("refuses a second answer, and answers to what it did not ask, from the router itself", async () => {
    const functions = await networkHelpers.loadFixture(deployMoving);
    const { moving, router, request } = functions;
    await settle(functions, [request]);
    const asRouter = moving.connect(await signerOf(router));
    for (const requestId of [request.id, id("never asked")]) {
      await expect(asRouter.onFunctionResult(requestId, ZeroHash, Outcome.Success, "0x"))
        .to.be.revertedWithCustomError(moving, "FunctionConsumerUnexpectedCallback")
        .withArgs(await router.getAddress(), requestId);
    }
  });
});
