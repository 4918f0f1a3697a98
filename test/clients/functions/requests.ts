import { expect } from "chai";
import { Interface, id, ZeroHash } from "ethers";
import { network } from "hardhat";
import type { RequestFilter } from "../../../clients/index.ts";
import { Outcome } from "../../../protocol/outcome.ts";
import { EXECUTION_DOMAIN, TERMS } from "../../fixtures/functions.ts";
import { failure } from "../../helpers/failure.ts";
import { shield } from "../../helpers/traits.ts";
import { until } from "../../helpers/until.ts";
import { ANSWER, CALL, deployFunded, deployRequested, FUNDS } from "../support/functions.ts";

const connection = await network.create();
const { ethers } = connection;

describe("FunctionsClient, a request", () => {
  it("costs at most what was quoted, which is what it holds in escrow", async () => {
    const { client } = await deployFunded(connection);
    const pinned = { ...CALL, gasPriceCap: 10n ** 9n, tag: id("mine") };
    const quote = await client.quote(pinned);
    expect(quote.total).to.equal(quote.fixedFee + quote.fuelFee + quote.byteFee + quote.gasFee);
    const { escrow, header, task, program } = await client.request(pinned);
    expect(escrow).to.equal(quote.total);
    expect((await client.account()).balance).to.equal(FUNDS - escrow);
    expect([task.mode, header.tag]).to.deep.equal([0n, id("mine")]);
    expect(program).to.deep.include({ functionId: 1n, version: 1n, executionDomain: EXECUTION_DOMAIN });
    expect(header.deadline - task.timestamp).to.be.within(TERMS.minDuration, TERMS.maxDuration);
  });

  it("has gas enough where others of its account come before it", async () => {
    const { client, finish } = await deployRequested(connection);
    await finish(Outcome.Success, ANSWER);
    await ethers.provider.send("evm_setAutomine", [false]);
    const asked = Promise.all([client.request(CALL), client.request(CALL), client.request(CALL)]);
    await until(async () => (await ethers.provider.send("eth_pendingTransactions", [])).length === 3);
    await ethers.provider.send("evm_mine", []);
    await ethers.provider.send("evm_setAutomine", [true]);
    expect((await asked).map(({ header }) => header.slot).sort()).to.deep.equal([0n, 1n, 2n]);
  });

  it("is paid by the signer where no account is to", async () => {
    const { other, bob, alice } = await deployFunded(connection);
    const { account, header, escrow } = await other.request(CALL, {
      from: "signer",
      refundTo: alice.address,
    });
    expect([account, header.refundTo]).to.deep.equal([bob.address, alice.address]);
    expect(escrow > 0n).to.equal(true);
  });

  it("is refused with the figures where it cannot be paid, or breaks the DAO's bounds", async () => {
    const { client, other } = await deployFunded(connection);
    await failure(other.request(CALL), "ALT_FUNCTIONS_BALANCE");
    await failure(client.request(CALL, { from: "account", maxCost: 1n }), "ALT_FUNCTIONS_COST");
    const domain = { ...CALL, executionDomain: ZeroHash };
    const refused = await failure(client.quote(domain), "ALT_FUNCTIONS_DOMAIN");
    expect(refused.figures).to.deep.equal({ executionDomain: ZeroHash });
    await failure(client.quote({ ...CALL, gasPriceCap: 0n }), "ALT_FUNCTIONS_GAS_PRICE_CAP");
  });

  it("is recorded with what it cost when it was settled", async () => {
    const { client, alice, requested, finish, router } = await deployRequested(connection);
    const { requestId, escrow, task } = requested;
    const waiting = await client.requestOf(requestId);
    expect(waiting).to.deep.include({ state: "pending", escrow, account: alice.address });
    const sent = await finish(Outcome.Success, ANSWER);
    const record = await client.requestOf(requestId);
    if (record.state !== "settled") throw new Error(record.state);
    expect(record.charged + record.refunded).to.equal(escrow);
    expect(record.charged >= record.reimbursed).to.equal(true);
    expect([record.outcome, record.fuelUsed]).to.deep.equal([Outcome.Success, 1000n]);
    expect(record.requested.gasUsed).to.equal(requested.mined.gasUsed);
    expect(record.fulfilled.gasUsed).to.equal((await sent.wait())?.gasUsed);
    const settledAt = BigInt((await ethers.provider.getBlock("latest"))?.timestamp ?? 0);
    expect(record.latency).to.equal(settledAt - task.timestamp);
    expect([record.requested.requests, record.fulfilled.requests]).to.deep.equal([1, 1]);
    expect([record.callback, record.callbackError]).to.deep.equal(["none", undefined]);
    expect((await client.account()).balance).to.equal(FUNDS - record.charged);
    expect(await router.accounted()).to.equal(FUNDS);
  });

  it("is found by account, function, state and block, the newest where there is a limit", async () => {
    const { client, other, alice, bob, requested, finish } = await deployRequested(connection);
    const second = await other.request(CALL, { from: "signer" });
    const [first, last] = [requested.requestId, second.requestId];
    const idsOf = async (filter: RequestFilter) =>
      (await client.requests(filter)).map(({ requestId }) => requestId);
    expect(await idsOf({})).to.deep.equal([first, last]);
    expect(await idsOf({ account: alice.address })).to.deep.equal([first]);
    expect(await idsOf({ account: bob.address })).to.deep.equal([last]);
    expect(await idsOf({ functionId: 2n })).to.deep.equal([]);
    expect(await idsOf({ limit: 1 })).to.deep.equal([last]);
    expect(await idsOf({ limit: 5 })).to.deep.equal([first, last]);
    expect(await idsOf({ fromBlock: second.mined.blockNumber })).to.deep.equal([last]);
    await finish(Outcome.Success, ANSWER);
    expect(await idsOf({ states: ["settled"] })).to.deep.equal([first]);
    expect(await idsOf({ states: ["pending", "overdue"] })).to.deep.equal([last]);
    await failure(client.requestOf(ZeroHash), "ALT_FUNCTIONS_UNKNOWN_REQUEST");
  });

  it("gives the decoded result of a success", async () => {
    const { client, requested, finish } = await deployRequested(connection);
    await failure(client.result(requested.requestId), "ALT_FUNCTIONS_NOT_SETTLED");
    await finish(Outcome.Success, ANSWER);
    const result = await client.result(requested.requestId);
    expect([result.outcome, result.error]).to.deep.equal([Outcome.Success, undefined]);
    expect(result.values).to.deep.equal([shield]);
  });

  it("gives the decoded error of a revert, and nothing of a trap", async () => {
    const { client, requested, finish } = await deployRequested(connection);
    await finish(Outcome.Revert, revertData("no such token"));
    const reverted = await client.result(requested.requestId);
    expect([reverted.error, reverted.values]).to.deep.equal(["Error", ["no such token"]]);
    const { requestId, header } = await client.request(CALL);
    await finish(Outcome.Trap, "0x", header.fuelLimit, requestId);
    expect(await client.result(requestId)).to.deep.include({ outcome: Outcome.Trap, data: "0x" });
  });

  it("is waited for, but not for ever", async () => {
    const { client, requested, finish } = await deployRequested(connection);
    const options = { timeoutMs: 20, pollMs: 5 };
    await failure(client.waitForSettlement(requested.requestId, options), "ALT_FUNCTIONS_WAIT_TIMEOUT");
    const waiting = client.waitForSettlement(requested.requestId, { pollMs: 5 });
    await finish(Outcome.Success, ANSWER);
    expect((await waiting).state).to.equal("settled");
  });
});

function revertData(reason: string): string {
  return new Interface(["error Error(string)"]).encodeErrorResult("Error", [reason]);
}
