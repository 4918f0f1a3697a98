import { expect } from "chai";
import { ZeroAddress } from "ethers";
import { network } from "hardhat";
import { settle } from "./support/fulfilments.ts";
import { deployFunctions } from "./support/functions.ts";
import { askPaid, callOf, requestIn } from "./support/requests.ts";

const connection = await network.create();
const { networkHelpers } = connection;

async function deploy() {
  return deployFunctions(connection);
}

describe("FunctionRouter.requestPaid", () => {
  it("takes the escrow from the sent wei and credits the rest to refundTo", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, consumer, stranger } = functions;
    const call = await callOf(functions);
    const { total } = await router.quote(call);
    const sent = await consumer.askPaid(stranger, call, { value: total + 9n });
    const { header } = await requestIn(router, sent);
    await expect(sent)
      .to.emit(router, "Deposited")
      .withArgs(stranger.address, await consumer.getAddress(), 9n);
    expect(header.paid).to.equal(true);
    expect(header.refundTo).to.equal(stranger.address);
    expect((await router.accountOf(stranger)).balance).to.equal(9n);
    expect(await router.accountOf(consumer)).to.deep.equal([0n, 1n, 1n]);
  });

  it("credits nothing where the wei are exact", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, consumer, stranger } = functions;
    const call = await callOf(functions);
    const { total } = await router.quote(call);
    await expect(consumer.askPaid(stranger, call, { value: total })).to.not.emit(router, "Deposited");
  });

  it("is refused where the sent wei are too few", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, consumer, stranger } = functions;
    const call = await callOf(functions);
    const { total } = await router.quote(call);
    await expect(consumer.askPaid(stranger, call, { value: total - 1n }))
      .to.be.revertedWithCustomError(router, "RouterCost")
      .withArgs(total, total - 1n);
  });

  for (const excess of [0n, 1n]) {
    it(`refuses to refund nobody, with ${excess} wei of excess`, async () => {
      const functions = await networkHelpers.loadFixture(deploy);
      const { router, consumer } = functions;
      const call = await callOf(functions);
      const { total } = await router.quote(call);
      await expect(
        consumer.askPaid(ZeroAddress, call, { value: total + excess }),
      ).to.be.revertedWithCustomError(router, "RouterZeroAddress");
    });
  }

  it("may refund the consumer itself, or the operator's sender", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, consumer, sender } = functions;
    for (const refundTo of [consumer, sender]) {
      const request = await askPaid(functions, refundTo);
      const accounted = await router.accounted();
      await settle(functions, [request]);
      expect(await router.accounted()).to.equal(accounted);
      expect((await router.accountOf(refundTo)).balance > 0n).to.equal(true);
    }
  });
});
