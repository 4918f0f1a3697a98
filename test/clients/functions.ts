import { expect } from "chai";
import { id, keccak256, parseEther, ZeroHash } from "ethers";
import { network } from "hardhat";
import { FunctionsClient, isContractError } from "../../clients/index.ts";
import { moment } from "../../protocol/moment.ts";
import { Outcome } from "../../protocol/outcome.ts";
import { ITraits__factory } from "../../types/index.js";
import { deployAll, publishTraits, TRAITS_CODE } from "../fixtures/deployment.ts";
import { EXECUTION_DOMAIN, TERMS } from "../fixtures/functions.ts";
import { failure } from "../helpers/failure.ts";
import { fulfil } from "../helpers/operator.ts";
import { shield } from "../helpers/traits.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const traits = ITraits__factory.createInterface();
const answer = traits.encodeFunctionResult("traits", [shield]);
const FUNDS = parseEther("10");
const call = { functionId: 1n, endpoint: "traits", args: [7n, id("seed")] };

describe("FunctionsClient", () => {
  async function deploy() {
    const fixture = await networkHelpers.loadFixture(deployAll);
    const { addresses, alice, bob } = fixture;
    return {
      ...fixture,
      client: new FunctionsClient(addresses, alice),
      other: new FunctionsClient(addresses, bob),
    };
  }

  async function deployFunded() {
    const fixture = await deploy();
    await publishTraits(fixture);
    await fixture.client.fund(FUNDS);
    return fixture;
  }

  async function deployRequested() {
    const fixture = await deployFunded();
    const requested = await fixture.client.request(call);
    const { router, operator } = fixture;
    const finish = (outcome: Outcome, result: string, fuelUsed = 1000n, requestId = requested.requestId) =>
      fulfil(connection, router, operator, requestId, { outcome, result, fuelUsed });
    return { ...fixture, requested, finish };
  }

  describe("the registry", () => {
    it("publishes functions and versions, and lists them", async () => {
      const { client, alice } = await deploy();
      const draft = { bytes: TRAITS_CODE, kind: "js", abi: traits.fragments, royaltyShare: 300n } as const;
      const first = await client.publish(draft);
      expect([first.functionId, first.version]).to.deep.equal([1n, 1n]);
      expect(first.codeHash).to.equal(keccak256(TRAITS_CODE));
      const second = await client.publishVersion(1n, { ...draft, kind: "wasm" });
      expect(second.version).to.equal(2n);
      const [listed, ...others] = await client.list();
      expect(others).to.deep.equal([]);
      expect(listed).to.deep.equal({
        functionId: 1n,
        owner: alice.address,
        latest: await client.version(1n, 2n),
        endpoints: ["traits(uint256,bytes32)"],
      });
      expect(await client.version(1n, 1n)).to.deep.include({
        kind: "js",
        royaltyShare: 300n,
        stateful: false,
      });
    });

    it("gives back bytes and ABI of a version", async () => {
      const { client } = await deployFunded();
      const { bytes, abiJson, uri } = await client.artefact(1n, 1n);
      expect([keccak256(bytes), uri]).to.deep.equal([keccak256(TRAITS_CODE), ""]);
      expect(keccak256(ethers.toUtf8Bytes(abiJson))).to.equal((await client.version(1n)).abiHash);
    });

    it("publishes bytes that are elsewhere by their hash", async () => {
      const { client } = await deploy();
      const uri = "https://example.org/traits.js";
      await client.publish({ bytes: TRAITS_CODE, kind: "js", abi: traits.fragments, uri });
      expect(await client.artefact(1n, 1n)).to.deep.include({ bytes: "0x", uri });
      expect((await client.version(1n)).codeHash).to.equal(keccak256(TRAITS_CODE));
    });

    it("says that a function, a version or an endpoint is unknown, or another's", async () => {
      const { client, bob, addresses } = await deployFunded();
      expect((await failure(client.show(9n), "ALT_FUNCTIONS_UNKNOWN")).figures).to.deep.equal({
        functionId: 9n,
      });
      const version = await failure(client.version(1n, 2n), "ALT_FUNCTIONS_UNKNOWN_VERSION");
      expect(version.figures).to.deep.equal({ functionId: 1n, version: 2n, latest: 1n });
      const endpoint = await failure(
        client.quote({ functionId: 1n, endpoint: "trait" }),
        "ALT_FUNCTIONS_UNKNOWN_ENDPOINT",
      );
      expect(endpoint.figures.endpoints).to.equal("traits(uint256,bytes32)");
      await failure(client.quote({ ...call, args: [1n] }), "ALT_CLIENT_ARGUMENTS");
      const draft = { bytes: TRAITS_CODE, kind: "js", abi: [] } as const;
      const stranger = new FunctionsClient(addresses, bob);
      await failure(stranger.publishVersion(1n, draft), "ALT_FUNCTIONS_NOT_OWNER");
    });
  });

  describe("accounts", () => {
    it("are funded by anyone and emptied by their owner", async () => {
      const { client, other, alice, bob } = await deploy();
      await other.fund(5n, alice.address);
      expect(await client.account()).to.deep.equal({ account: alice.address, balance: 5n, requests: 0n });
      const before = await ethers.provider.getBalance(bob.address);
      await client.withdraw(2n, bob.address);
      expect((await ethers.provider.getBalance(bob.address)) - before).to.equal(2n);
      const error = await failure(client.withdraw(4n), "ALT_FUNCTIONS_BALANCE");
      if (!isContractError(error, "RouterBalance")) throw error;
      expect(error.revert.args).to.deep.equal({ account: alice.address, had: 3n, needed: 4n });
    });

    it("pay for others as far as they were authorised", async () => {
      const { client, other, alice, bob } = await deployFunded();
      const payment = { from: "account", account: alice.address } as const;
      await failure(other.request(call, payment), "ALT_FUNCTIONS_ALLOWANCE");
      await client.authorize(bob.address, FUNDS);
      const { header } = await other.request(call, payment);
      expect([header.account, header.consumer]).to.deep.equal([alice.address, bob.address]);
    });
  });

  describe("a request", () => {
    it("costs at most what was quoted, which is what it holds in escrow", async () => {
      const { client } = await deployFunded();
      const pinned = { ...call, gasPriceCap: 10n ** 9n };
      const quote = await client.quote(pinned);
      expect(quote.total).to.equal(quote.fixedFee + quote.fuelFee + quote.byteFee + quote.gasFee);
      const { escrow, header } = await client.request(pinned);
      expect(escrow).to.equal(quote.total);
      expect((await client.account()).balance).to.equal(FUNDS - escrow);
      expect(header).to.deep.include({ executionDomain: EXECUTION_DOMAIN, mode: 0n, version: 1n });
      expect(header.deadline - header.timestamp).to.be.within(TERMS.minDuration, TERMS.maxDuration);
    });

    it("is paid by the signer where no account is to", async () => {
      const { other, bob, alice } = await deployFunded();
      const { header, escrow } = await other.request(call, { from: "signer", refundTo: alice.address });
      expect([header.account, header.refundTo]).to.deep.equal([bob.address, alice.address]);
      expect(escrow > 0n).to.equal(true);
    });

    it("is refused with the figures where it cannot be paid, or breaks the DAO's bounds", async () => {
      const { client, other } = await deployFunded();
      await failure(other.request(call), "ALT_FUNCTIONS_BALANCE");
      await failure(client.request(call, { from: "account", maxCost: 1n }), "ALT_FUNCTIONS_COST");
      const domain = await failure(
        client.quote({ ...call, executionDomain: ZeroHash }),
        "ALT_FUNCTIONS_DOMAIN",
      );
      expect(domain.figures).to.deep.equal({ executionDomain: ZeroHash });
      await failure(client.quote({ ...call, gasPriceCap: 0n }), "ALT_FUNCTIONS_GAS_PRICE_CAP");
    });

    it("takes the execution domain that the DAO allowed last, and says where there is none", async () => {
      const { client, router, treasury } = await deployFunded();
      const owner = await ethers.getImpersonatedSigner(await treasury.getAddress());
      await networkHelpers.setBalance(owner.address, parseEther("1"));
      await router.connect(owner).setDomain(id("next"), true);
      expect((await client.request(call)).header.executionDomain).to.equal(id("next"));
      await router.connect(owner).setDomain(id("next"), false);
      expect((await client.request(call)).header.executionDomain).to.equal(EXECUTION_DOMAIN);
      await router.connect(owner).setDomain(EXECUTION_DOMAIN, false);
      await failure(client.request(call), "ALT_FUNCTIONS_NO_DOMAIN");
    });

    it("is recorded with what it cost when it was settled", async () => {
      const { client, requested, finish, router } = await deployRequested();
      expect(await client.requestOf(requested.requestId)).to.deep.include({
        state: "pending",
        escrow: requested.escrow,
      });
      const sent = await finish(Outcome.Success, answer);
      const record = await client.requestOf(requested.requestId);
      if (record.state !== "settled") throw new Error(record.state);
      expect(record.charged + record.refunded).to.equal(requested.escrow);
      expect(record.charged >= record.reimbursed).to.equal(true);
      expect(record.fuelUsed).to.equal(1000n);
      expect(record.requested.gasUsed).to.equal(requested.mined.gasUsed);
      expect(record.fulfilled.gasUsed).to.equal((await sent.wait())?.gasUsed);
      const [from, to] = [requested.header.timestamp, (await ethers.provider.getBlock("latest"))?.timestamp];
      expect(record.latency).to.equal(BigInt(to ?? 0) - from);
      expect([record.requested.requests, record.fulfilled.requests]).to.deep.equal([1, 1]);
      expect(record.callbackError).to.equal(undefined);
      expect((await client.account()).balance).to.equal(FUNDS - record.charged);
      expect(await router.accounted()).to.equal(FUNDS);
    });

    it("is found by account and function", async () => {
      const { client, other, alice, bob, requested } = await deployRequested();
      const second = await other.request(call, { from: "signer" });
      const idsOf = async (filter: Parameters<FunctionsClient["requests"]>[0]) =>
        (await client.requests(filter)).map(({ requestId }) => requestId);
      expect(await idsOf({})).to.deep.equal([requested.requestId, second.requestId]);
      expect(await idsOf({ account: alice.address })).to.deep.equal([requested.requestId]);
      expect(await idsOf({ account: bob.address })).to.deep.equal([second.requestId]);
      expect(await idsOf({ functionId: 2n })).to.deep.equal([]);
      await failure(client.requestOf(ZeroHash), "ALT_FUNCTIONS_UNKNOWN_REQUEST");
    });

    it("gives the decoded result of a success", async () => {
      const { client, requested, finish } = await deployRequested();
      await failure(client.result(requested.requestId), "ALT_FUNCTIONS_NOT_SETTLED");
      await finish(Outcome.Success, answer);
      const result = await client.result(requested.requestId);
      expect([result.outcome, result.error]).to.deep.equal([Outcome.Success, undefined]);
      expect(result.values).to.deep.equal([shield]);
    });

    it("gives the decoded error of a revert, and nothing of a trap", async () => {
      const { client, requested, finish } = await deployRequested();
      await finish(Outcome.Revert, revertData("no such token"));
      const reverted = await client.result(requested.requestId);
      expect([reverted.error, reverted.values]).to.deep.equal(["Error", ["no such token"]]);
      const { requestId, header } = await client.request(call);
      await finish(Outcome.Trap, "0x", header.fuelLimit, requestId);
      expect(await client.result(requestId)).to.deep.include({ outcome: Outcome.Trap, data: "0x" });
    });

    it("shows the error of a callback that failed", async () => {
      const { addresses, finish } = await deployRequested();
      // The collection itself did not make this request, so that its callback refuses the answer.
      const collection = await ethers.getImpersonatedSigner(addresses.collection);
      await networkHelpers.setBalance(collection.address, parseEther("10"));
      const asking = new FunctionsClient(addresses, collection);
      const asked = { ...call, callbackGasLimit: 100_000n };
      const { requestId } = await asking.request(asked, { from: "signer" });
      await finish(Outcome.Success, answer, 1n, requestId);
      const record = await asking.requestOf(requestId);
      if (record.state !== "settled") throw new Error(record.state);
      const figures = `caller: ${addresses.router}, id: ${requestId}`;
      expect(record.callbackError).to.equal(`FunctionConsumerUnexpectedCallback(${figures})`);
    });

    it("is expired after its deadline, not before, with a full refund", async () => {
      const { client, other, requested } = await deployRequested();
      const { requestId, header } = requested;
      const early = await failure(other.expire([requestId]), "ALT_FUNCTIONS_NOT_OVERDUE");
      expect(early.figures).to.deep.equal({ requestId, state: "pending", deadline: moment(header.deadline) });
      await networkHelpers.time.increaseTo(header.deadline + 1n);
      expect((await client.requestOf(requestId)).state).to.equal("overdue");
      await other.expire([requestId]);
      const record = await client.requestOf(requestId);
      expect(record).to.deep.include({ state: "expired", refunded: requested.escrow });
      expect((await client.account()).balance).to.equal(FUNDS);
      expect((await client.waitForSettlement(requestId)).state).to.equal("expired");
    });

    it("is waited for, but not for ever", async () => {
      const { client, requested, finish } = await deployRequested();
      const options = { timeoutMs: 20, pollMs: 5 };
      await failure(client.waitForSettlement(requested.requestId, options), "ALT_FUNCTIONS_WAIT_TIMEOUT");
      const waiting = client.waitForSettlement(requested.requestId, { pollMs: 5 });
      await finish(Outcome.Success, answer);
      expect((await waiting).state).to.equal("settled");
    });
  });
});

function revertData(reason: string): string {
  return new ethers.Interface(["error Error(string)"]).encodeErrorResult("Error", [reason]);
}
