import { expect } from "chai";
import { Wallet } from "ethers";
import { network } from "hardhat";
import { startRelay } from "../../testing/index.ts";
import { askMany, askPaid, type CallChanges, deployWorld, probe, type World } from "./support/world.ts";

const connection = await network.create();

/** A callback that runs out of gas: its result is kept for later, which takes a fresh slot. */
const FAILING: CallChanges = { callbackGasLimit: 5_000n };
const LONG: CallChanges = {
  data: probe.encodeFunctionData("echo", [`0x${"ab".repeat(4_000)}`]),
  maxResultBytes: 4_096n,
  fuelLimit: 2_000_000_000n,
};

describe("What requests pay back for gas, and what they hold for it", () => {
  const cases: Record<string, (world: World) => Promise<unknown>> = {
    "a request": (world) => askMany(world, 1),
    "a request whose callback fails": (world) => askMany(world, 1, FAILING),
    "a request whose spending is counted": async (world) => {
      await world.router.connect(world.payer).authorize(world.consumer, 10n ** 20n);
      return askMany(world, 1, FAILING);
    },
    "a request that refunds a fresh account": (world) => askPaid(world, Wallet.createRandom().address),
    "a request that does so, and whose callback fails": (world) =>
      askPaid(world, Wallet.createRandom().address, FAILING),
    "a request with a long result": (world) => askMany(world, 1, LONG),
    "a batch whose callbacks fail": (world) => askMany(world, 12, FAILING),
  };
  for (const [name, request] of Object.entries(cases)) {
    it(`cover ${name}`, async () => {
      const world = await deployWorld(connection, 4);
      await request(world);
      const { gasUsed, fee, gasHeld, reimbursed } = await settle(world);
      expect(gasHeld - gasUsed >= 0n, `${gasUsed} gas used, ${gasHeld} held`).to.equal(true);
      expect(reimbursed - fee >= 0n, `${fee} wei spent, ${reimbursed} paid back`).to.equal(true);
    });
  }
});

/** Has all requests of a world settled in one transaction. Amounts are wei. */
async function settle(world: World) {
  const batch = { maxReceipts: 100, waitMs: 10_000, deadlineMarginMs: 0 };
  const relay = await startRelay(connection, world.addresses, { settings: { batch } });
  const settled = await relay.settle();
  const headers = (await relay.relay.requests()).map(({ header }) => header);
  await relay.stop();
  const [hash = "", ...others] = new Set(settled.map(({ settlementTransaction }) => settlementTransaction));
  expect(others).to.deep.equal([]);
  const receipt = await connection.ethers.provider.getTransactionReceipt(hash);
  return {
    gasUsed: receipt?.gasUsed ?? 0n,
    fee: receipt?.fee ?? 0n,
    gasHeld: headers.reduce((sum, header) => sum + header.overheadGas + header.callbackGasLimit, 0n),
    reimbursed: settled.reduce((sum, request) => sum + request.reimbursed, 0n),
  };
}
