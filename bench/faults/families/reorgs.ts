import { developmentWallets } from "../../../protocol/local-chain.ts";
import { doubled, nextTag, usualCases } from "../cases.ts";
import type { Family, Fault, Injection } from "../fault.ts";
import type { Random } from "../random.ts";
import type { Asked } from "../requests.ts";
import { FINALITY, pause, type World } from "../world.ts";

const TIMES = 25;
/** An account of the node whose transactions stand where others stood. */
const STRANGER = 5;
const MAX_FEE = 10n ** 13n;

/** Blocks replaced by others, down to those that are final. */
export const reorgs: Family = {
  name: "reorg",
  nodes: ["anvil", "hardhat"],
  faults: () => [
    ...Array.from({ length: FINALITY }, (_, index) => deep(index + 1)),
    { name: "a request never comes back", times: TIMES, inject: neverBack },
    { name: "same transaction hash, other values", times: TIMES, inject: otherValues },
    { name: "the fulfilment is gone", times: TIMES, inject: unfulfilled },
    { name: "past finality", times: 12, inject: pastFinality },
  ],
};

function deep(depth: number): Fault {
  return {
    name: `depth ${depth}, other contents`,
    times: TIMES,
    inject: async (world, random) => {
      const snapshot = await snapshotAtRest(world);
      const asked = await inOneBlock(world, random);
      await world.chain.mine(depth - 1);
      await pause(random.below(120));
      await replaced(world, snapshot, depth, random);
      await world.requests.sendAgain(asked);
      return settled(world, asked);
    },
  };
}

async function neverBack(world: World, random: Random): Promise<Injection> {
  const snapshot = await snapshotAtRest(world);
  await inOneBlock(world, random);
  await pause(random.below(120));
  await replaced(world, snapshot, 1, random);
  return settled(world, await world.requests.send([random.pick(usualCases)]));
}

/** The id of a request pins its block: the same transaction in another one makes another request. */
async function otherValues(world: World, random: Random): Promise<Injection> {
  const asked: Asked = { case: doubled, tag: nextTag() };
  const raw = await signed(world, asked);
  const snapshot = await snapshotAtRest(world);
  await world.chain.send("eth_sendRawTransaction", raw);
  await world.chain.mine(1);
  await pause(random.below(120));
  await replaced(world, snapshot, 1, random);
  await world.chain.send("eth_sendRawTransaction", raw);
  return settled(world, [asked]);
}

async function unfulfilled(world: World, random: Random): Promise<Injection> {
  await world.chain.halt();
  const asked = await world.requests.send([random.pick(usualCases), random.pick(usualCases)]);
  await world.chain.mine(1 + FINALITY);
  await world.untilSent();
  const snapshot = await world.chain.snapshot();
  await world.chain.mine(1);
  await pause(random.below(120));
  await replaced(world, snapshot, 1, random);
  return settled(world, asked);
}

/** What was final is gone: the relay signs nothing more before somebody confirms. */
async function pastFinality(world: World, random: Random): Promise<Injection> {
  const snapshot = await world.chain.snapshot();
  const asked = await inOneBlock(world, random);
  await world.chain.automine(true);
  await world.chain.mine(1 + FINALITY);
  await world.untilServed();
  await world.chain.halt();
  await replaced(world, snapshot, 1, random);
  await world.requests.sendAgain(asked);
  await world.chain.mine(1 + FINALITY);
  if (!(await world.confirm(5_000))) throw new Error("signing was not put on hold");
  return settled(world, asked);
}

/** No block comes between but those that are mined on purpose: requests of others may be coming all the while. */
async function snapshotAtRest({ chain }: World): Promise<string> {
  await chain.halt();
  return chain.snapshot();
}

async function inOneBlock(world: World, random: Random): Promise<Asked[]> {
  await world.chain.automine(false);
  const asked = await world.requests.send([random.pick(usualCases), random.pick(usualCases)]);
  await world.chain.mine(1);
  return asked;
}

/** Goes back to the snapshot, and on with as many blocks or more, in which a stranger's transactions stand. */
async function replaced(world: World, snapshot: string, depth: number, random: Random): Promise<void> {
  await world.chain.revert(snapshot);
  await world.chain.automine(false);
  const { chain, deployment } = world;
  const stranger = deployment.accounts[STRANGER]?.address;
  const fees = { maxFeePerGas: hex(MAX_FEE), maxPriorityFeePerGas: hex(1n) };
  await chain.send("eth_sendTransaction", { from: stranger, to: stranger, gas: hex(21_000n), ...fees });
  await chain.mine(depth + random.below(2));
}

async function settled(world: World, asked: readonly Asked[]): Promise<Injection> {
  await world.chain.mine(1 + FINALITY);
  await world.calm();
  return { asked, over: performance.now() };
}

async function signed({ chain, requests }: World, asked: Asked): Promise<string> {
  const wallet = developmentWallets()[STRANGER + 1];
  if (wallet === undefined) throw new Error("the node has too few accounts");
  const call = await requests.transaction(asked, await chain.timestamp());
  return wallet.signTransaction({
    ...call,
    type: 2,
    chainId: 31_337n,
    nonce: await chain.nonce(wallet.address),
    gasLimit: 500_000n,
    maxFeePerGas: MAX_FEE,
    maxPriorityFeePerGas: 1n,
  });
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}
