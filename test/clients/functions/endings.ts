import { expect } from "chai";
import { ZeroHash } from "ethers";
import { network } from "hardhat";
import { moment } from "../../../protocol/moment.ts";
import { Outcome } from "../../../protocol/outcome.ts";
import { failure } from "../../helpers/failure.ts";
import { ANSWER, CALL, clientOf, deployRequested, FUNDS } from "../support/functions.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;

describe("FunctionsClient, expiry", () => {
  it("refunds all after the deadline, not before", async () => {
    const { client, other, requested } = await deployRequested(connection);
    const { requestId, header, escrow } = requested;
    const early = await failure(other.expire([requestId]), "ALT_FUNCTIONS_NOT_OVERDUE");
    expect(early.figures).to.deep.equal({ requestId, state: "pending", deadline: moment(header.deadline) });
    await networkHelpers.time.increaseTo(header.deadline + 1n);
    expect((await client.requestOf(requestId)).state).to.equal("overdue");
    const { mined, ...expiry } = await other.expire([requestId]);
    expect(expiry).to.deep.equal({ requestIds: [requestId], refunded: escrow });
    expect(mined).to.have.length(1);
    const record = await client.requestOf(requestId);
    expect(record).to.deep.include({ state: "expired", refunded: escrow });
    expect((await client.account()).balance).to.equal(FUNDS);
    expect((await client.waitForSettlement(requestId)).state).to.equal("expired");
  });

  it("ends all that is overdue of an account in one transaction, and nothing else", async () => {
    const { client, other, alice, finish } = await deployRequested(connection);
    await finish(Outcome.Success, ANSWER);
    const overdue = [await client.request(CALL), await client.request(CALL)];
    await other.request(CALL, { from: "signer" });
    await networkHelpers.time.increaseTo((overdue[1]?.header.deadline ?? 0n) + 1n);
    await client.request({ ...CALL, duration: 7200n });
    const { requestIds, refunded, mined } = await other.expireOverdue(alice.address);
    expect(requestIds).to.deep.equal(overdue.map(({ requestId }) => requestId));
    expect(refunded).to.equal(overdue.reduce((sum, { escrow }) => sum + escrow, 0n));
    expect(mined).to.have.length(1);
    const none = { requestIds: [], refunded: 0n, mined: [] };
    expect(await client.expireOverdue()).to.deep.equal(none);
  });
});

describe("FunctionsClient, a callback", () => {
  /** A settled request whose consumer refuses the answer, until it is told not to. */
  async function deployRefused() {
    const fixture = await deployRequested(connection);
    const consumer = await ethers.deployContract("ScriptedConsumer");
    await consumer.planRevert(1);
    const asking = await clientOf(connection, fixture.addresses, await consumer.getAddress());
    const call = { ...CALL, callbackGasLimit: 100_000n };
    const { requestId } = await asking.request(call, { from: "signer" });
    await fixture.finish(Outcome.Success, ANSWER, 1n, requestId);
    return { ...fixture, consumer, asking, call, requestId };
  }

  it("shows the error that it failed with", async () => {
    const { client, router, addresses, finish } = await deployRequested(connection);
    // A consumer of another router: its callback refuses the answer.
    const consumer = await ethers.deployContract("RecordingConsumer", [addresses.registry]);
    const address = await consumer.getAddress();
    const asking = await clientOf(connection, addresses, address);
    const call = { ...CALL, callbackGasLimit: 100_000n };
    const { requestId } = await asking.request(call, { from: "signer" });
    await finish(Outcome.Success, ANSWER, 1n, requestId);
    const record = await client.requestOf(requestId);
    if (record.state !== "settled") throw new Error(record.state);
    const figures = `caller: ${await router.getAddress()}, id: ${requestId}`;
    expect(record.callback).to.equal("failed");
    expect(record.callbackError).to.equal(`FunctionConsumerUnexpectedCallback(${figures})`);
  });

  it("that failed is made again once the consumer takes the answer, by anyone", async () => {
    const { client, consumer, router, requestId } = await deployRefused();
    await failure(client.deliver(requestId), "ALT_REVERTED");
    await consumer.planRevert(0);
    const { hash } = await client.deliver(requestId);
    const [delivered] = await router.queryFilter(router.filters.Delivered(requestId));
    expect(delivered?.transactionHash).to.equal(hash);
    const record = await client.requestOf(requestId);
    if (record.state !== "settled") throw new Error(record.state);
    expect(record.callback).to.equal("delivered");
    const twice = await failure(client.deliver(requestId), "ALT_FUNCTIONS_NOT_UNDELIVERED");
    expect(twice.figures).to.deep.equal({ requestId, state: "settled, its callback delivered" });
  });

  it("that did not fail, or was not asked for, is not made again", async () => {
    const { client, consumer, asking, call, requested, finish } = await deployRefused();
    const { requestId } = requested;
    const pending = await failure(client.deliver(requestId), "ALT_FUNCTIONS_NOT_UNDELIVERED");
    expect(pending.figures).to.deep.equal({ requestId, state: "pending" });
    await finish(Outcome.Success, ANSWER);
    const none = await failure(client.deliver(requestId), "ALT_FUNCTIONS_NOT_UNDELIVERED");
    expect(none.figures.state).to.equal("settled, its callback none");
    await consumer.planRevert(0);
    const arrived = await asking.request(call, { from: "signer" });
    await finish(Outcome.Success, ANSWER, 1n, arrived.requestId);
    const done = await failure(client.deliver(arrived.requestId), "ALT_FUNCTIONS_NOT_UNDELIVERED");
    expect(done.figures.state).to.equal("settled, its callback done");
    await failure(client.deliver(ZeroHash), "ALT_FUNCTIONS_UNKNOWN_REQUEST");
  });
});

describe("FunctionsClient, receipts", () => {
  it("say what each settled request cost, and for what", async () => {
    const { client, alice, requested, finish } = await deployRequested(connection);
    const { requestId, header, escrow, mined } = requested;
    await client.request(CALL);
    expect(await client.receipts()).to.deep.equal([]);
    const fulfilled = await (await finish(Outcome.Success, ANSWER, 77n)).wait();
    const [receipt, ...others] = await client.receipts({ account: alice.address });
    expect(others).to.deep.equal([]);
    if (receipt === undefined) throw new Error("no receipt");
    const { fixedFee, fuelFee, byteFee, gasFee, charged, refunded, ...rest } = receipt;
    expect(fixedFee).to.equal(header.fixedFee);
    expect(fuelFee).to.equal(77n * header.fuelPrice);
    const bytes = header.calldataBytes + BigInt(ethers.dataLength(ANSWER));
    expect(byteFee).to.equal(bytes * header.bytePrice);
    expect(fixedFee + fuelFee + byteFee + gasFee).to.equal(charged);
    expect(charged + refunded).to.equal(escrow);
    expect(rest).to.deep.equal({
      requestId,
      account: alice.address,
      consumer: alice.address,
      functionId: 1n,
      version: 1n,
      outcome: Outcome.Success,
      callback: "none",
      fuelUsed: 77n,
      requestGas: mined.gasUsed,
      fulfilGas: fulfilled?.gasUsed,
      blockNumber: fulfilled?.blockNumber,
      requestTransaction: mined.hash,
      fulfilTransaction: fulfilled?.hash,
    });
  });

  it("charge no bytes where a quorum said that a request cannot be served", async () => {
    const { client, requested, finish } = await deployRequested(connection);
    await finish(Outcome.Unserviceable, "0x", 0n);
    const [receipt] = await client.receipts({ functionId: 1n, limit: 1 });
    expect(receipt).to.deep.include({ requestId: requested.requestId, fuelFee: 0n, byteFee: 0n });
  });
});
