import { expect } from "chai";
import { parseEther } from "ethers";
import { network } from "hardhat";
import { publishFunction, startRelay } from "../../../testing/index.ts";
import { IShares__factory } from "../../../types/index.js";
import { accountsOf } from "../../fixtures/accounts.ts";
import { deployDao } from "../../fixtures/dao.ts";
import { sorted } from "../../fixtures/mandates.ts";
import { Proposal } from "../../helpers/governance.ts";
import { ownEvent } from "../../helpers/own-event.ts";
import { deployWorld } from "../../relay/support/world.ts";

const connection = await network.create();
const { ethers, networkHelpers } = connection;
const HOUR = 3600n;
const DAY = 86_400;

describe("A mandate that asks the sample function", () => {
  it("pays contributors what the function computes in its sandbox", async () => {
    const { addresses } = await deployWorld(connection);
    const { program } = await publishFunction(connection, addresses, "functions/shares/shares.ts");
    const relay = await startRelay(connection, addresses);
    const { deployer } = await accountsOf(connection);
    const directory = await ethers.deployContract("FunctionDirectory", [deployer, addresses.router]);
    const deployed: { address?: string } = {};
    const { treasury, governor, alice, bob, carol, holder } = await deployDao(connection, async (owner) => {
      deployed.address = await (await ethers.deployContract("Mandates", [owner, directory])).getAddress();
      return deployed.address;
    });
    const mandates = await ethers.getContractAt("Mandates", deployed.address ?? "");
    await alice.sendTransaction({ to: treasury, value: parseEther("10") });

    const contributions = [
      { contributor: holder.address, points: 6n },
      { contributor: bob.address, points: 1n },
      { contributor: holder.address, points: 1n },
      { contributor: carol.address, points: 2n },
    ];
    const functionData = IShares__factory.createInterface().encodeFunctionData("payouts", [
      contributions,
      parseEther("1"),
      parseEther("0.6"),
    ]);
    const terms = {
      asset: ethers.ZeroAddress,
      expiry: (await networkHelpers.time.latest()) + 7 * DAY,
      delay: HOUR,
      maxRecipients: 10n,
      guardian: carol.address,
      maxTotal: parseEther("1"),
      maxPerRecipient: parseEther("0.6"),
    };
    const question = {
      program,
      fuelLimit: 5_000_000n,
      gasPriceCap: 3_000_000_000n,
      duration: HOUR,
      maxCost: parseEther("0.1"),
      data: functionData,
    };
    const open = {
      target: await mandates.getAddress(),
      value: parseEther("0.1"),
      data: mandates.interface.encodeFunctionData("open", [terms, question]),
    };
    await new Proposal(connection, governor, [open], "Pay contributors").pass(alice);
    await relay.settle();
    const [answer] = await mandates.queryFilter(mandates.filters.MandateAnswered(1n));
    const result = answer?.args.result ?? "0x";
    const scheduled = await ownEvent(await mandates.schedule(1n, result), (block) =>
      mandates.queryFilter(mandates.filters.MandateScheduled(), block, block),
    );
    expect(scheduled.args.total).to.equal(parseEther("0.9"));
    await networkHelpers.time.increaseTo(scheduled.args.readyAt);
    const executed = await mandates.connect(alice).execute(1n, result);
    const paid = sorted([
      [holder.address, parseEther("0.6")],
      [bob.address, parseEther("0.1")],
      [carol.address, parseEther("0.2")],
    ]);
    const payouts = await mandates.queryFilter(mandates.filters.PayoutMade(1n));
    expect(payouts.map(({ args }) => [args.recipient, args.amount])).to.deep.equal(paid);
    await expect(Promise.resolve(executed)).to.changeEtherBalances(
      ethers,
      [treasury, holder, bob, carol],
      [-parseEther("0.9"), parseEther("0.6"), parseEther("0.1"), parseEther("0.2")],
    );
    await relay.stop();
  });
});
