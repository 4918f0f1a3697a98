import { expect } from "chai";
import { network } from "hardhat";
import { settle } from "./support/fulfilments.ts";
import { deployFunctions, NO_CAP } from "./support/functions.ts";
import { ask, askPaid, callOf, packed, requestIn, settlementOf } from "./support/requests.ts";

const connection = await network.create();
const { networkHelpers } = connection;

const CAP = 10n ** 20n;

async function deploy() {
  return deployFunctions(connection);
}

/** The consumer's spending is counted, and it has a request in escrow. */
async function deployCapped() {
  const functions = await deploy();
  await functions.router.connect(functions.payer).authorize(functions.consumer, CAP);
  return { ...functions, request: await ask(functions) };
}

describe("allowances", () => {
  it("bound what a consumer has spent and has in escrow", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, payer, consumer } = functions;
    const call = await callOf(functions);
    const { total } = await router.quote(call);
    await expect(router.connect(payer).authorize(consumer, total))
      .to.emit(router, "ConsumerAuthorized")
      .withArgs(payer.address, await consumer.getAddress(), total);
    const { header } = await requestIn(router, await consumer.ask(payer, call, total));
    expect(header.capped).to.equal(true);
    expect(await router.allowanceOf(payer, consumer)).to.deep.equal([total, total]);
    await expect(consumer.ask(payer, call, total))
      .to.be.revertedWithCustomError(router, "RouterAllowance")
      .withArgs(payer.address, await consumer.getAddress(), 0n, total);
    await router.connect(payer).authorize(consumer, 2n * total - 1n);
    await expect(consumer.ask(payer, call, total))
      .to.be.revertedWithCustomError(router, "RouterAllowance")
      .withArgs(payer.address, await consumer.getAddress(), total - 1n, total);
  });

  it("get back what a request did not use", async () => {
    const functions = await networkHelpers.loadFixture(deployCapped);
    const { router, payer, consumer, request } = functions;
    const { charged } = await settlementOf(router, await settle(functions, [request]), request);
    expect((await router.allowanceOf(payer, consumer)).used).to.equal(charged);
    expect((await router.accountOf(payer)).balance).to.equal(CAP - charged);
  });

  it("get everything back from a request that expires", async () => {
    const functions = await networkHelpers.loadFixture(deployCapped);
    const { router, payer, consumer, request } = functions;
    await networkHelpers.time.increaseTo(request.header.deadline + 1n);
    await router.expire(packed([request]));
    expect(await router.allowanceOf(payer, consumer)).to.deep.equal([CAP, 0n]);
  });

  it("without a cap count nothing, neither when a request is made nor when it ends", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, payer, consumer } = functions;
    const [settled, expired] = [await ask(functions), await ask(functions)];
    expect(settled.header.capped).to.equal(false);
    expect(await router.allowanceOf(payer, consumer)).to.deep.equal([NO_CAP, 0n]);
    await settle(functions, [settled]);
    await networkHelpers.time.increaseTo(expired.header.deadline + 1n);
    await router.expire(packed([expired]));
    expect(await router.allowanceOf(payer, consumer)).to.deep.equal([NO_CAP, 0n]);
  });

  it("one wei below no cap is a cap", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, payer, consumer } = functions;
    await router.connect(payer).authorize(consumer, NO_CAP - 1n);
    const { header } = await ask(functions);
    expect(header.capped).to.equal(true);
    expect((await router.allowanceOf(payer, consumer)).used > 0n).to.equal(true);
  });

  it("given back a cap keep what was counted before, and settle what was uncapped uncounted", async () => {
    const functions = await networkHelpers.loadFixture(deployCapped);
    const { router, payer, consumer, request } = functions;
    await router.connect(payer).authorize(consumer, NO_CAP);
    const uncapped = await ask(functions);
    await router.connect(payer).authorize(consumer, CAP);
    const { charged } = await settlementOf(router, await settle(functions, [request]), request);
    await settle(functions, [uncapped]);
    expect(await router.allowanceOf(payer, consumer)).to.deep.equal([CAP, charged]);
  });

  it("lowered below what is used leave nothing, and hinder no settlement", async () => {
    const functions = await networkHelpers.loadFixture(deployCapped);
    const { router, payer, consumer, request } = functions;
    await router.connect(payer).authorize(consumer, 1n);
    const call = await callOf(functions);
    const { total } = await router.quote(call);
    await expect(consumer.ask(payer, call, total))
      .to.be.revertedWithCustomError(router, "RouterAllowance")
      .withArgs(payer.address, await consumer.getAddress(), 0n, total);
    const { charged } = await settlementOf(router, await settle(functions, [request]), request);
    expect((await router.allowanceOf(payer, consumer)).used).to.equal(charged);
  });

  it("are for one consumer; others and strangers have none", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, payer, stranger } = functions;
    const call = await callOf(functions);
    const { total } = await router.quote(call);
    await expect(router.connect(stranger).request(payer, call, total))
      .to.be.revertedWithCustomError(router, "RouterAllowance")
      .withArgs(payer.address, stranger.address, 0n, total);
  });

  it("are not needed by the account itself", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, payer } = functions;
    const sent = await router.connect(payer).request(payer, await callOf(functions), 10n ** 18n);
    const { header } = await requestIn(router, sent);
    expect([header.consumer, header.refundTo]).to.deep.equal([payer.address, payer.address]);
    expect(header.capped).to.equal(false);
    expect((await router.allowanceOf(payer, payer)).used).to.equal(0n);
  });

  it("are not used by a request that is paid with wei, whoever gets its refund", async () => {
    const functions = await networkHelpers.loadFixture(deployCapped);
    const { router, payer, consumer } = functions;
    const before = await router.allowanceOf(payer, consumer);
    const paid = await askPaid(functions, payer);
    expect([paid.header.paid, paid.header.capped]).to.deep.equal([true, false]);
    await settle(functions, [paid]);
    expect(await router.allowanceOf(payer, consumer)).to.deep.equal(before);
  });
});
