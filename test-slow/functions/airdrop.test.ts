import { expect } from "chai";
import { Interface, toBeHex } from "ethers";
import { network } from "hardhat";
import { buildFunction } from "../../functions/build.ts";
import { Outcome } from "../../protocol/outcome.ts";
import { type Claim, claimOf, deployAirdrop, FUNDS, treeOf } from "../../test/functions/support/airdrop.ts";
import { deployWorld } from "../../test/relay/support/world.ts";
import { sampleContext } from "../../test/runtime/helpers/gauntlet.ts";
import { publishFunction, startRelay, type TestRelay } from "../../testing/index.ts";
import { sharedRuntime } from "../../testing/runtime.ts";
import { IMerkle__factory } from "../../types/index.js";

const FUNCTION = "functions/merkle/assembly/index.ts";
const merkle = IMerkle__factory.createInterface();
const connection = await network.create();
const relays: TestRelay[] = [];
let built: ReturnType<typeof buildFunction> | undefined;

async function withRelay() {
  const { addresses, router } = await deployWorld(connection);
  const { program } = await publishFunction(connection, addresses, FUNCTION);
  const settings = { batch: { maxReceipts: 100, waitMs: 10_000, deadlineMarginMs: 2_000 } };
  const relay = await startRelay(connection, addresses, { settings });
  relays.push(relay);
  return { ...(await deployAirdrop(connection, addresses.router, program)), router, relay };
}
const deploy = () => connection.networkHelpers.loadFixture(withRelay);

describe("Airdrop, asking its function", () => {
  after(() => Promise.all(relays.map((relay) => relay.stop())));

  it("pays a hundred accounts, with proofs that the function gives as it gave the root", async () => {
    const { airdrop, token, alice, publish, relay } = await deploy();
    const list = Array.from({ length: 100 }, (_, i) => ({ account: toBeHex(i + 1, 20), amount: 10n }));
    const { part } = await publish(list);
    await relay.settle();
    for (const index of [0, 41, 99]) {
      const { account = "", amount = 0n } = list[index] ?? {};
      await airdrop.connect(alice).claim(part, account, amount, await proofOf(list, index));
      expect(await token.balanceOf(account)).to.equal(10n);
    }
    expect(await airdrop.promised()).to.equal(FUNDS - 30n);
  });

  it("keeps the roots of two parts apart, fulfilled in one batch", async () => {
    const { airdrop, publishTogether, list, carol, alice, relay } = await deploy();
    const more = [alice, carol].map(({ address }) => ({ account: address, amount: 9n }));
    more.sort((a, b) => (BigInt(a.account) < BigInt(b.account) ? -1 : 1));
    const [first, second] = await publishTogether(list, more);
    const settled = await relay.settle();
    expect(new Set(settled.map(({ settlementTransaction }) => settlementTransaction)).size).to.equal(1);
    expect((await airdrop.partOf(first.part)).root).to.equal(treeOf(list).root);
    expect((await airdrop.partOf(second.part)).root).to.equal(treeOf(more).root);
    for (const index of [0, 1]) await claimOf(airdrop, first.part, list, index);
    for (const index of [0, 1]) await claimOf(airdrop, second.part, more, index);
    expect(await airdrop.promised()).to.equal(0n);
  });

  it("gives up a part for which the fuel was too little; the list can be published again", async () => {
    const { airdrop, publish, list, relay } = await deploy();
    const { part, id } = await publish(list, 1_000n);
    const [settled] = await relay.settle();
    expect([settled?.id, settled?.outcome]).to.deep.equal([id, Outcome.OutOfFuel]);
    const [failed] = await airdrop.queryFilter(airdrop.filters.PartFailed(part));
    expect([failed?.args.outcome, failed?.args.reason]).to.deep.equal([BigInt(Outcome.OutOfFuel), "0x"]);
    expect(await airdrop.promised()).to.equal(0n);
    const again = await publish(list);
    await relay.settle();
    expect((await airdrop.partOf(again.part)).root).to.equal(treeOf(list).root);
  });

  it("hears from the function itself that a list is empty, and has the rest of its payment back", async () => {
    const { airdrop, admin, router, publish, relay } = await deploy();
    const { part, value } = await publish([]);
    const [settled] = await relay.settle();
    const [failed] = await airdrop.queryFilter(airdrop.filters.PartFailed(part));
    expect(merkle.parseError(failed?.args.reason ?? "0x")?.name).to.equal("EmptyList");
    expect((await router.accountOf(admin)).balance).to.equal(value - (settled?.charged ?? 0n));
  });
});

/** What whoever claims does: runs the function's other endpoint on the published list, on a machine of their own. */
async function proofOf(list: readonly Claim[], index: number): Promise<string[]> {
  built ??= buildFunction(FUNCTION);
  const loaded = await sharedRuntime().load(await built);
  const execution = await sharedRuntime().call(loaded, {
    calldata: merkle.encodeFunctionData("proof", [[...list], index]),
    context: sampleContext,
    fuelLimit: 100_000_000n,
    maxResultBytes: 4_096,
  });
  return [...new Interface(loaded.abi).decodeFunctionResult("proof", execution.result)[0]];
}
