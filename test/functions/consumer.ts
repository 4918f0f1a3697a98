import { expect } from "chai";
import { id, ZeroHash } from "ethers";
import { network } from "hardhat";
import { Outcome } from "../../protocol/outcome.ts";
import { deployFunctions, EXECUTION_DOMAIN, type Functions, TERMS } from "./support/functions.ts";
import { answer, ask, fulfil } from "./support/requests.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

async function deployAsked() {
  const functions = await deployFunctions(connection);
  return { ...functions, request: await ask(functions) };
}

async function anotherRouter({ dao, registry, operatorSet }: Functions) {
  return ethers.deployContract("FunctionRouter", [dao, registry, operatorSet, TERMS, EXECUTION_DOMAIN]);
}

describe("FunctionConsumer", () => {
  it("waits for a request until it is answered", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { consumer, request } = functions;
    expect(await consumer.isRequestPending(request.id)).to.equal(true);
    await fulfil(functions, [answer(request)]);
    expect(await consumer.isRequestPending(request.id)).to.equal(false);
    expect(await consumer.answerOf(request.id)).to.not.equal(ZeroHash);
  });

  it("waits for nothing that it did not ask", async () => {
    const { consumer } = await networkHelpers.loadFixture(deployAsked);
    expect(await consumer.isRequestPending(id("never asked"))).to.equal(false);
  });

  it("refuses answers from anyone but the router that it asked", async () => {
    const { consumer, stranger, request } = await networkHelpers.loadFixture(deployAsked);
    await expect(consumer.connect(stranger).onFunctionResult(request.id, Outcome.Success, "0x"))
      .to.be.revertedWithCustomError(consumer, "FunctionConsumerUnexpectedCallback")
      .withArgs(stranger.address, request.id);
    expect(await consumer.isRequestPending(request.id)).to.equal(true);
  });

  it("refuses a second answer, and answers to what it did not ask, from the router itself", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { consumer, router, request } = functions;
    await fulfil(functions, [answer(request)]);
    const address = await router.getAddress();
    await networkHelpers.setBalance(address, 10n ** 21n);
    await networkHelpers.impersonateAccount(address);
    const asRouter = consumer.connect(await ethers.getSigner(address));
    for (const requestId of [request.id, id("never asked")]) {
      await expect(asRouter.onFunctionResult(requestId, Outcome.Success, "0x"))
        .to.be.revertedWithCustomError(consumer, "FunctionConsumerUnexpectedCallback")
        .withArgs(address, requestId);
    }
  });

  it("takes the answer of the old router after it has followed a new one", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { consumer, request } = functions;
    const next = await anotherRouter(functions);
    await consumer.followRouter(next);
    expect(await consumer.functionRouter()).to.equal(await next.getAddress());
    await fulfil(functions, [answer(request)]);
    expect(await consumer.answerOf(request.id)).to.not.equal(ZeroHash);
  });

  it("hears of failures apart from results", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { consumer, request } = functions;
    await fulfil(functions, [answer(request, { outcome: Outcome.Trap })]);
    expect(await consumer.failureOf(request.id)).to.equal(BigInt(Outcome.Trap));
    expect(await consumer.answerOf(request.id)).to.equal(ZeroHash);
  });
});
