import { expect } from "chai";
import { network } from "hardhat";
import { escrowOf, packRequest } from "../../protocol/request.ts";
import { settle } from "./support/fulfilments.ts";
import { deployFunctions, type Functions } from "./support/functions.ts";
import { ask, askMany, askPaid, isLive, packed, type Request } from "./support/requests.ts";

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
  return router.connect(stranger).expire(packed(requests));
}

describe("FunctionRouter.expire", () => {
  it("refunds everything, whoever calls it", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { router, payer, request } = functions;
    const accounted = await router.accounted();
    await passDeadline(request);
    await expect(expire(functions, [request]))
      .to.emit(router, "Expired")
      .withArgs(request.id, payer.address, escrowOf(request.header));
    expect((await router.accountOf(payer)).balance).to.equal(10n ** 20n);
    expect(await router.accounted()).to.equal(accounted);
    expect(await isLive(functions, [request])).to.deep.equal([false]);
  });

  it("refunds a request paid with wei to the account that it named", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { router, stranger } = functions;
    const request = await askPaid(functions, stranger);
    await passDeadline(request);
    await expire(functions, [request]);
    expect((await router.accountOf(stranger)).balance).to.equal(escrowOf(request.header));
  });

  it("does not come by itself: too late to fulfil, the request waits to be expired", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    await passDeadline(functions.request);
    await fulfilIsLate(functions);
    expect(await isLive(functions, [functions.request])).to.deep.equal([true]);
  });

  it("in the last second before the deadline settles nothing", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { router, request } = functions;
    await networkHelpers.time.setNextBlockTimestamp(request.header.deadline);
    await expect(
      router.expire([packRequest(request.header)], { gasLimit: 1_000_000n }),
    ).to.be.revertedWithCustomError(router, "RouterNothingSettled");
    expect(await isLive(functions, [request])).to.deep.equal([true]);
  });

  it("ends many at once, and skips those that cannot be", async () => {
    const functions = await networkHelpers.loadFixture(deployAsked);
    const { router, stranger, payer, request } = functions;
    const [settled, second] = (await askMany(functions, 2)) as [Request, Request];
    await settle(functions, [settled]);
    const young = await ask(functions, { deadline: second.header.deadline + 600n });
    const forged = { ...second, header: { ...second.header, refundTo: stranger.address } };
    const before = (await router.accountOf(payer)).balance;
    await passDeadline(second);
    await expire(functions, [forged, request, settled, young, second, second]);
    const refunded = escrowOf(request.header) + escrowOf(second.header);
    expect((await router.accountOf(payer)).balance - before).to.equal(refunded);
    expect((await router.accountOf(stranger)).balance).to.equal(0n);
    expect(await isLive(functions, [young])).to.deep.equal([true]);
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
  await expect(settle(functions, [functions.request])).to.be.revertedWithCustomError(
    functions.router,
    "RouterNothingSettled",
  );
}
