import { expect } from "chai";
import { parseUnits, toBeHex, ZeroAddress } from "ethers";
import { network } from "hardhat";
import { Outcome } from "../../../protocol/outcome.ts";
import { packRequest } from "../../../protocol/request.ts";
import { publishFunction, startRelay, type TestRelay } from "../../../testing/index.ts";
import { IQuotes__factory } from "../../../types/index.js";
import { accountsOf } from "../../fixtures/accounts.ts";
import type { Connection } from "../../fixtures/connection.ts";
import { deployWithFunction } from "../../fixtures/functions.ts";
import { fulfil, headerOf } from "../../helpers/operator.ts";
import { ownEvent } from "../../helpers/own-event.ts";
import { deployWorld } from "../../relay/support/world.ts";

const connection = await network.create();
const { networkHelpers } = connection;

const QUOTE_LIFE = 600n;
const PRICE_LIFE = 300n;
const LEAST_QUOTES = 3n;
const GAS_PRICE_CAP = parseUnits("3", "gwei");
const quotes = IQuotes__factory.createInterface();
const relays: TestRelay[] = [];

/** An oracle of `admin` with four reporters, and a way for `deployer` to ask it. */
async function deployOracle({ ethers }: Connection, router: string, program: string) {
  const accounts = await accountsOf(connection);
  const { admin, alice, bob, carol, operator, deployer } = accounts;
  const args = [router, admin, program, QUOTE_LIFE, PRICE_LIFE, LEAST_QUOTES];
  const oracle = await ethers.deployContract("Oracle", args);
  const reporters = [alice, bob, carol, operator];
  for (const reporter of reporters) await oracle.connect(admin).setReporter(reporter, true);
  const report = async (...prices: readonly bigint[]) => {
    for (const [i, price] of prices.entries()) await oracle.connect(reporters[i]).report(price);
  };
  const refresh = async () => {
    const value = await oracle.refreshCost(GAS_PRICE_CAP);
    const sent = await oracle.connect(deployer).refresh(GAS_PRICE_CAP, { value });
    const asked = oracle.filters.RefreshAsked();
    const event = await ownEvent(sent, (block) => oracle.queryFilter(asked, block, block));
    return { id: event.args.id, value, asOf: BigInt((await event.getBlock()).timestamp) };
  };
  return { ...accounts, oracle, reporters, report, refresh };
}

async function withRelay() {
  const { addresses, router } = await deployWorld(connection);
  const { program } = await publishFunction(connection, addresses, "functions/quotes/quotes.ts");
  const relay = await startRelay(connection, addresses);
  relays.push(relay);
  return { ...(await deployOracle(connection, addresses.router, program)), router, relay };
}

/** With an operator that answers what a test wants. */
async function withOperator() {
  const { router, program, operator } = await deployWithFunction(connection);
  const fixture = await deployOracle(connection, await router.getAddress(), program);
  const answer = (id: string, price: bigint, result?: string) => {
    const estimate = quotes.encodeFunctionResult("estimate", [{ price, spread: 5n, used: 4n }]);
    const success = { outcome: Outcome.Success, result: result ?? estimate, fuelUsed: 9n };
    return fulfil(connection, router, operator, id, success);
  };
  return { ...fixture, router, answer };
}

describe("Oracle, asking its function", () => {
  const deploy = () => networkHelpers.loadFixture(withRelay);

  after(() => Promise.all(relays.map((relay) => relay.stop())));

  it("makes one price of the quotes, outliers left out", async () => {
    const { oracle, report, refresh, relay } = await deploy();
    await report(100n, 102n, 101n, 5_000n);
    const { asOf } = await refresh();
    await relay.settle();
    expect(await oracle.price()).to.equal(101n);
    expect(await oracle.latest()).to.deep.equal([101n, asOf, 9_900n, 3n]);
  });

  it("credits whoever asked with what the price did not cost", async () => {
    const { router, deployer, report, refresh, relay } = await deploy();
    await report(7n, 7n, 7n);
    const { value } = await refresh();
    const [settled] = await relay.settle();
    expect(settled?.charged).to.be.greaterThan(0n);
    expect((await router.accountOf(deployer)).balance).to.equal(value - (settled?.charged ?? 0n));
  });

  it("has no price where too few reporters were heard, and says why", async () => {
    const { oracle, report, refresh, relay } = await deploy();
    await report(100n, 101n);
    const { id } = await refresh();
    await relay.settle();
    const [failed] = await oracle.queryFilter(oracle.filters.RefreshFailed(id));
    expect(failed?.args.outcome).to.equal(Outcome.Revert);
    const reason = quotes.decodeErrorResult("TooFewQuotes", failed?.args.reason ?? "0x");
    expect([...reason]).to.deep.equal([2n, LEAST_QUOTES]);
    await expect(oracle.price()).to.be.revertedWithCustomError(oracle, "OraclePriceStale");
  });

  it("counts no quote that is too old; the last price stays to be seen, but not to be used", async () => {
    const { oracle, report, refresh, relay } = await deploy();
    await report(100n, 100n, 100n, 100n);
    const { asOf } = await refresh();
    await relay.settle();
    await networkHelpers.time.increase(QUOTE_LIFE + 1n);
    await report(200n, 200n);
    await refresh();
    const [settled] = await relay.settle();
    expect(settled?.outcome).to.equal(Outcome.Revert);
    expect((await oracle.latest()).price).to.equal(100n);
    await expect(oracle.price())
      .to.be.revertedWithCustomError(oracle, "OraclePriceStale")
      .withArgs(asOf, asOf + PRICE_LIFE);
  });

  it("forgets what a reporter said who is none any longer", async () => {
    const { oracle, admin, reporters, report, refresh, relay } = await deploy();
    await report(100n, 100n, 900n, 900n);
    await oracle.connect(admin).setReporter(reporters[3] ?? ZeroAddress, false);
    await refresh();
    await relay.settle();
    expect(await oracle.latest()).to.deep.include.members([100n, 2n]);
  });
});

describe("Oracle", () => {
  const deploy = () => networkHelpers.loadFixture(withOperator);

  it("gives a price for as long as it is good, and none before the first", async () => {
    const { oracle, refresh, answer } = await deploy();
    await expect(oracle.price())
      .to.be.revertedWithCustomError(oracle, "OraclePriceStale")
      .withArgs(0n, PRICE_LIFE);
    const { id, asOf } = await refresh();
    await expect(answer(id, 77n)).to.emit(oracle, "Refreshed").withArgs(id, [77n, asOf, 5n, 4n]);
    await networkHelpers.time.increaseTo(asOf + PRICE_LIFE);
    expect(await oracle.price()).to.equal(77n);
    await networkHelpers.mine();
    await expect(oracle.price()).to.be.revertedWithCustomError(oracle, "OraclePriceStale");
  });

  it("asks within the limits that it states, under the time of asking", async () => {
    const { router, refresh } = await deploy();
    const { id, asOf } = await refresh();
    const { fuelLimit, maxResultBytes, callbackGasLimit, ...header } = await headerOf(router, id);
    expect([fuelLimit, maxResultBytes, callbackGasLimit]).to.deep.equal([5_000_000n, 96n, 60_000n]);
    const { gasPriceCap, deadline, tag } = header;
    expect([gasPriceCap, deadline, tag]).to.deep.equal([GAS_PRICE_CAP, asOf + 3_600n, toBeHex(asOf, 32)]);
  });

  it("takes the later answer of two that were asked for in one block", async () => {
    const { oracle, deployer, answer } = await deploy();
    const value = await oracle.refreshCost(GAS_PRICE_CAP);
    await connection.provider.request({ method: "evm_setAutomine", params: [false] });
    for (let i = 0; i < 2; i++)
      await oracle.connect(deployer).refresh(GAS_PRICE_CAP, { value, gasLimit: 1e6 });
    await networkHelpers.mine();
    await connection.provider.request({ method: "evm_setAutomine", params: [true] });
    const asked = await oracle.queryFilter(oracle.filters.RefreshAsked(), "latest");
    for (const [i, { args }] of asked.entries()) await answer(args.id, BigInt(i + 1));
    expect((await oracle.latest()).price).to.equal(2n);
  });

  it("keeps the price that was asked for last, in whatever order they arrive", async () => {
    const { oracle, refresh, answer } = await deploy();
    const [first, second] = [await refresh(), await refresh()];
    await answer(second.id, 2n);
    await expect(answer(first.id, 1n)).to.emit(oracle, "RefreshOvertaken").withArgs(first.id, first.asOf);
    expect((await oracle.latest()).price).to.equal(2n);
  });

  it("keeps its price when an answer is no price", async () => {
    const { oracle, router, refresh, answer } = await deploy();
    await answer((await refresh()).id, 5n);
    const { id } = await refresh();
    await expect(answer(id, 0n, "0x")).to.emit(router, "CallbackFailed");
    expect(await oracle.price()).to.equal(5n);
  });

  it("can be asked again when nobody answered, and whoever asked has the payment back", async () => {
    const { oracle, router, deployer, refresh, answer } = await deploy();
    const { id, value } = await refresh();
    const header = await headerOf(router, id);
    await networkHelpers.time.increaseTo(header.deadline + 1n);
    await router.expire([packRequest(header)]);
    expect((await router.accountOf(deployer)).balance).to.equal(value);
    await answer((await refresh()).id, 8n);
    expect(await oracle.price()).to.equal(8n);
  });

  it("takes answers from its router alone", async () => {
    const { oracle, admin, alice, refresh } = await deploy();
    const { id } = await refresh();
    const result = quotes.encodeFunctionResult("estimate", [{ price: 1n, spread: 0n, used: 1n }]);
    for (const caller of [admin, alice]) {
      await expect(
        oracle.connect(caller).onFunctionResult(id, toBeHex(2n ** 40n, 32), Outcome.Success, result),
      )
        .to.be.revertedWithCustomError(oracle, "FunctionConsumerUnexpectedCallback")
        .withArgs(caller, id);
    }
  });

  it("hears its reporters alone, whom its owner names", async () => {
    const { oracle, admin, holder, alice, reporters } = await deploy();
    await expect(oracle.connect(holder).report(1n))
      .to.be.revertedWithCustomError(oracle, "OracleNotReporter")
      .withArgs(holder);
    await expect(oracle.connect(alice).report(1n)).to.emit(oracle, "Reported").withArgs(alice, 1n);
    await expect(oracle.connect(alice).report(0n)).to.be.revertedWithCustomError(oracle, "OracleZeroPrice");
    await expect(oracle.connect(alice).setReporter(holder, true))
      .to.be.revertedWithCustomError(oracle, "OwnableUnauthorizedAccount")
      .withArgs(alice);
    await expect(oracle.connect(admin).setReporter(alice, false))
      .to.emit(oracle, "ReporterChanged")
      .withArgs(alice, false);
    expect(await oracle.reporters()).to.have.members(reporters.slice(1).map(({ address }) => address));
  });

  it("asks with no quote for a reporter who has not reported since it became one", async () => {
    const { oracle, router, admin, reporters, report, refresh } = await deploy();
    await report(4n, 5n);
    const [alice] = reporters;
    for (const allowed of [false, true]) await oracle.connect(admin).setReporter(alice ?? admin, allowed);
    const { id } = await refresh();
    const [requested] = await router.queryFilter(router.filters.Requested(id));
    const [given] = quotes.decodeFunctionData("estimate", requested?.args.data ?? "0x");
    const prices = given.map(({ price }: { price: bigint }) => price);
    expect(prices).to.have.members([0n, 0n, 0n, 5n]);
    await expect(oracle.connect(admin).setReporter(alice ?? admin, true)).not.to.emit(
      oracle,
      "ReporterChanged",
    );
  });

  it("has at most 32 reporters", async () => {
    const { oracle, admin, reporters } = await deploy();
    const owned = oracle.connect(admin);
    for (let i = reporters.length; i < 32; i++) await owned.setReporter(toBeHex(i, 20), true);
    await expect(owned.setReporter(toBeHex(99n, 20), true))
      .to.be.revertedWithCustomError(oracle, "OracleReporters")
      .withArgs(32n);
  });
});
