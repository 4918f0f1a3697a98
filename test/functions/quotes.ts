import { expect } from "chai";
import { network } from "hardhat";
import { escrowOf, packRequest } from "../../protocol/request.ts";
import { deployFunctions, TERMS } from "./support/functions.ts";
import { ask, callOf, GWEI } from "./support/requests.ts";

const connection = await network.create();
const { networkHelpers } = connection;

async function deploy() {
  return deployFunctions(connection);
}

describe("FunctionRouter.quote", () => {
  it("names each component and their sum", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const call = await callOf(functions);
    const quote = await functions.router.quote(call);
    const { header } = await ask(functions, call);
    const gas = header.overheadGas + call.callbackGasLimit;
    expect(quote.fixedFee).to.equal(TERMS.fixedFee);
    expect(quote.fuelFee).to.equal(call.fuelLimit * TERMS.fuelPrice);
    expect(quote.byteFee).to.equal((68n + call.maxResultBytes) * TERMS.bytePrice);
    expect(quote.gasFee).to.equal(gas * call.gasPriceCap);
    expect(quote.total).to.equal(quote.fixedFee + quote.fuelFee + quote.byteFee + quote.gasFee);
  });

  it("is what the escrow takes, to the wei", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router, payer } = functions;
    const call = await callOf(functions);
    const { total } = await router.quote(call);
    const before = (await router.accountOf(payer)).balance;
    const { header } = await ask(functions, call);
    expect(before - (await router.accountOf(payer)).balance).to.equal(total);
    expect(escrowOf(header)).to.equal(total);
    expect(await router.escrowOf(packRequest(header))).to.equal(total);
  });

  it("depends neither on the gas price nor on the base fee", async () => {
    const functions = await networkHelpers.loadFixture(deploy);
    const { router } = functions;
    const call = await callOf(functions);
    const { total } = await router.quote(call);
    await networkHelpers.setNextBlockBaseFeePerGas(40n * GWEI);
    await networkHelpers.mine();
    expect((await router.quote(call, { gasPrice: 90n * GWEI })).total).to.equal(total);
  });

  it("grows with the quorum and with the longest result", async () => {
    const one = await networkHelpers.loadFixture(deploy);
    const { total } = await one.router.quote(await callOf(one));
    const longer = await one.router.quote(await callOf(one, { maxResultBytes: 65n }));
    expect(longer.total > total).to.equal(true);
    const seven = await deployFunctions(connection, 7);
    expect((await seven.router.quote(await callOf(seven))).total > total).to.equal(true);
  });
});
