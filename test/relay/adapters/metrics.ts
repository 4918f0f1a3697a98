import { expect } from "chai";
import { formatEther } from "ethers";
import { network } from "hardhat";
import { relayMetrics } from "../../../relay/adapters/metrics/metrics.ts";
import { startRelay, type TestRelay } from "../../../testing/index.ts";
import { samplesOf } from "../support/samples-of.ts";
import { askMany, deployWorld, probe, type World } from "../support/world.ts";

const connection = await network.create();
const REQUESTS = 4;

describe("The relay's metrics", () => {
  let world: World;
  let relay: TestRelay;
  let samples: Map<string, number>;

  before(async () => {
    world = await deployWorld(connection);
    const metrics = relayMetrics({
      clock: { now: Date.now },
      maxBlocksBehind: 50,
      status: () => relay.relay.status(),
    });
    relay = await startRelay(connection, world.addresses, { onProgress: metrics.onProgress });
    await askMany(world, REQUESTS);
    await askMany(world, 1, { data: probe.encodeFunctionData("spin") });
    await relay.settle();
    samples = samplesOf(await metrics.text());
  });

  after(() => relay.stop());

  it("count every step of every request", () => {
    for (const step of ["seen", "executed", "signed", "submitted", "settled"])
      expect(samples.get(`althing_steps_total{step="${step}"}`), step).to.equal(REQUESTS + 1);
    for (const stage of ["execute", "sign", "submit", "settle"])
      expect(samples.get(`althing_stage_seconds_count{stage="${stage}"}`), stage).to.equal(REQUESTS + 1);
    expect(samples.get('althing_request_seconds_count{end="settled"}')).to.equal(REQUESTS + 1);
  });

  it("count outcomes and the fuel burnt", async () => {
    expect(samples.get('althing_executions_total{outcome="Success"}')).to.equal(REQUESTS);
    expect(samples.get('althing_executions_total{outcome="OutOfFuel"}')).to.equal(1);
    const requests = await relay.relay.requests();
    const fuel = requests.reduce((sum, { execution }) => sum + (execution?.fuelUsed ?? 0n), 0n);
    expect(samples.get("althing_fuel_total")).to.equal(Number(fuel));
  });

  it("add up what fulfilments were paid back, in ether", async () => {
    const requests = await relay.relay.requests({ states: ["settled"] });
    const wei = requests.reduce((sum, { settlement }) => sum + (settlement?.reimbursed ?? 0n), 0n);
    expect(wei > 0n).to.equal(true);
    const ether = samples.get("althing_reimbursed_ether_total") ?? 0;
    expect(ether.toPrecision(12)).to.equal(Number(formatEther(wei)).toPrecision(12));
  });

  it("add up what transactions cost, in ether", async () => {
    const mined = samples.get('althing_transactions_total{kind="fulfil",event="mined"}') ?? 0;
    expect(mined).to.be.greaterThan(0);
    expect(samples.get('althing_transactions_total{kind="fulfil",event="submitted"}')).to.equal(mined);
    const [sender] = world.wallets;
    const spent = 10n ** 22n - (await connection.ethers.provider.getBalance(sender?.address ?? ""));
    const ether = samples.get('althing_gas_spent_ether_total{kind="fulfil"}') ?? 0;
    expect(ether.toPrecision(9)).to.equal(Number(formatEther(spent)).toPrecision(9));
    expect(samples.get(`althing_nonce_gap{sender="${sender?.address}"}`)).to.equal(0);
  });

  it("show how the relay stands", async () => {
    const sender = world.wallets[0]?.address;
    const { provider } = connection.ethers;
    expect(samples.get("althing_ready")).to.equal(1);
    expect(samples.get('althing_phase{phase="running"}')).to.equal(1);
    expect(samples.get('althing_requests{state="settled"}')).to.equal(REQUESTS + 1);
    expect(samples.get('althing_requests{state="seen"}')).to.equal(0);
    expect(samples.get("althing_taken_in_block")).to.equal(samples.get("althing_head_block"));
    expect(samples.get("althing_blocks_behind")).to.equal(0);
    expect(samples.get(`althing_sender_nonce{sender="${sender}"}`)).to.equal(
      await provider.getTransactionCount(sender ?? ""),
    );
    expect(samples.get(`althing_sender_balance_ether{sender="${sender}"}`)).to.be.greaterThan(0);
  });

  it("count what the chain does, and how deep it goes back", async () => {
    const metrics = relayMetrics({
      clock: { now: Date.now },
      maxBlocksBehind: 50,
      status: () => relay.relay.status(),
    });
    for (const depth of [1, 3]) metrics.onProgress({ type: "reorg", ancestor: 7, depth });
    metrics.onProgress({ type: "finalized", number: 7 });
    const counted = samplesOf(await metrics.text());
    expect(counted.get("althing_reorgs_total")).to.equal(2);
    expect(counted.get("althing_reorg_depth_blocks_sum")).to.equal(4);
    expect(counted.get("althing_final_block")).to.equal(7);
  });

  it("name what signing is on hold for, as long as it is", async () => {
    const now = await relay.relay.status();
    const hold = { code: "ALT_RELAY_LEASE_AHEAD", message: "an old copy", since: 1 };
    let holds = [hold];
    const clock = { now: Date.now };
    const status = async () => ({ ...now, holds });
    const metrics = relayMetrics({ clock, maxBlocksBehind: 50, status });
    const name = 'althing_signing_hold{code="ALT_RELAY_LEASE_AHEAD"}';
    const held = samplesOf(await metrics.text());
    expect([held.get(name), held.get("althing_ready")]).to.deep.equal([1, 0]);
    holds = [];
    const freed = samplesOf(await metrics.text());
    expect([freed.get(name), freed.get("althing_ready")]).to.deep.equal([undefined, 1]);
  });

  it("include the process, and are on a registry of their own", async () => {
    expect(samples.get("process_resident_memory_bytes")).to.be.greaterThan(1_000_000);
    const other = relayMetrics({
      clock: { now: Date.now },
      maxBlocksBehind: 50,
      status: () => relay.relay.status(),
    });
    expect(samplesOf(await other.text()).get("althing_fuel_total")).to.equal(0);
  });
});
