import { expect } from "chai";
import { network } from "hardhat";
import { escrowOf } from "../../protocol/request.ts";
import { deployFunctions, type Functions } from "./support/functions.ts";
import { answer, ask, askMany, callOf, fulfil, type Request, requestIn } from "./support/requests.ts";

const connection = await network.create();
const { networkHelpers } = connection;

async function deployAsked() {
  const functions = await deployFunctions(connection);
  return { ...functions, request: await ask(functions) };
}

async function passDeadline({ header }: Request) {
  await networkHelpers.time.setNextBlockTimestamp(header.deadline + 1n);
}

async function expire({ router, stranger }: Functions, requests: readonly Request[]) {
  return router.connect(stranger).expire(requests.map(({ header }) => header));
}

describe("FunctionRouter.expire", () => {
  it("refunds everything, allowance too, whoever calls it", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { router, payer, consumer, request } = functions;
    const accounted = await router.accounted();
    await passDeadline(request);
    await expect(expire(functions, [request]))
      .to.emit(router, "Expired")
      .withArgs(request.id, payer.address, escrowOf(request.header));
    expect((await router.accountOf(payer)).balance).to.equal(10n ** 20n);
    expect((await router.allowanceOf(payer, consumer)).used).to.equal(0n);
    expect(await router.accounted()).to.equal(accounted);
    expect(await router.isLive(request.id)).to.equal(false);
    expect(await consumer.isRequestPending(request.id)).to.equal(false);
  });

  it("refunds a request paid with wei to the account that it named", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { router, consumer, stranger } = functions;
    const call = await callOf(functions);
    const { total } = await router.quote(call);
    const request = await requestIn(router, await consumer.askPaid(stranger, call, { value: total }));
    await passDeadline(request);
    await expire(functions, [request]);
    expect((await router.accountOf(stranger)).balance).to.equal(total);
  });

  it("does not come by itself: too late to fulfil, the request waits to be expired", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    await passDeadline(functions.request);
    await fulfilIsLate(functions);
    expect(await functions.router.isLive(functions.request.id)).to.equal(true);
  });

  it("in the last second before the deadline settles nothing", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { router, request } = functions;
    await networkHelpers.time.setNextBlockTimestamp(request.header.deadline);
    await expect(router.expire([request.header], { gasLimit: 1_000_000n })).to.be.revertedWithCustomError(
      router,
      "RouterNothingSettled",
    );
    expect(await router.isLive(request.id)).to.equal(true);
  });

  it("ends many at once, and skips those that cannot be", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { router, stranger, payer, request } = functions;
    const [settled, second] = (await askMany(functions, 2)) as [Request, Request];
    await fulfil(functions, [answer(settled)]);
    const young = await ask(functions, { deadline: second.header.deadline + 600n });
    const forged = { ...second, header: { ...second.header, refundTo: stranger.address } };
    const before = (await router.accountOf(payer)).balance;
    await passDeadline(second);
    await expire(functions, [forged, request, settled, young, second, second]);
    const refunded = escrowOf(request.header) + escrowOf(second.header);
    expect((await router.accountOf(payer)).balance - before).to.equal(refunded);
    expect((await router.accountOf(stranger)).balance).to.equal(0n);
    expect(await router.isLive(young.id)).to.equal(true);
  });

  it("happens once", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    await passDeadline(functions.request);
    await expire(functions, [functions.request]);
    await expect(expire(functions, [functions.request])).to.be.revertedWithCustomError(
      functions.router,
      "RouterNothingSettled",
    );
  });

  it("leaves nothing to fulfil", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    await passDeadline(functions.request);
    await expire(functions, [functions.request]);
    await fulfilIsLate(functions);
  });

  it("of nothing is refused", async () => {
    const { router } = await networkHelpers.loadFixture(deployAsked);
    await expect(router.expire([])).to.be.revertedWithCustomError(router, "RouterNothingSettled");
  });
});

async function fulfilIsLate(functions: Awaited<ReturnType<typeof deployAsked>>) {
  await expect(fulfil(functions, [answer(functions.request)])).to.be.revertedWithCustomError(
    functions.router,
    "RouterNothingSettled",
  );
}
