import { usualCases } from "../cases.ts";
import type { Family, Injection } from "../fault.ts";
import { NotReached } from "../fault.ts";
import type { Random } from "../random.ts";
import type { Asked } from "../requests.ts";
import { FINALITY, pause, type World } from "../world.ts";

const TIMES = 20;
/** As far as a relay's nonces once ran away from the chain's, and jammed it for good. */
const DRIFT = 633;

/** What happens to transactions and nonces between the relay and the block. */
export const transactions: Family = {
  name: "transaction",
  nodes: ["anvil", "hardhat"],
  faults: () => [
    { name: `nonce drifts by ${DRIFT} while one is under way`, times: 8, inject: driftUnderWay },
    { name: `nonce drifts by ${DRIFT} while idle`, times: 6, inject: driftIdle },
    { name: "a foreign one takes the nonce", times: TIMES, inject: foreign },
    { name: "a foreign one waits behind a gap", times: TIMES, inject: foreignBehind },
    { name: "dropped by the node", times: TIMES, inject: dropped },
    { name: "dropped again and again", times: 10, inject: droppedAgain },
    { name: "not mined for a long time", times: 10, inject: neverMined },
    { name: "base fee triples", times: TIMES, inject: tripled },
    { name: "base fee beyond every cap", times: 10, inject: beyondCaps },
    { name: "the sender has no ether", times: 10, inject: penniless },
  ],
};

/** Requests that are final, and the relay's transaction for them that waits to be mined. */
async function underWay(
  world: World,
  random: Random,
): Promise<{ asked: Asked[]; hash: string; nonce: number }> {
  await world.chain.automine(false);
  const asked = await world.requests.send([random.pick(usualCases), random.pick(usualCases)]);
  await world.chain.mine(1 + FINALITY);
  const nonce = await world.chain.nonce(world.deployment.operator.address);
  const hash = await world.untilSent();
  if (hash === undefined) throw new NotReached("the relay sent nothing");
  return { asked, hash, nonce };
}

async function over(world: World, asked: readonly Asked[]): Promise<Injection> {
  const now = performance.now();
  await world.calm();
  return { asked, over: now };
}

async function driftUnderWay(world: World, random: Random): Promise<Injection> {
  const { asked, hash, nonce } = await underWay(world, random);
  await world.chain.drop(hash);
  await drift(world, nonce);
  return over(world, asked);
}

async function driftIdle(world: World, random: Random): Promise<Injection> {
  await world.chain.automine(false);
  await drift(world, await world.chain.nonce(world.deployment.operator.address));
  await world.calm();
  return over(world, await world.ask([random.pick(usualCases), random.pick(usualCases)]));
}

/** The relay may be quicker with one or the other nonce. */
async function drift(world: World, from: number): Promise<void> {
  for (let nonce = from; nonce < from + DRIFT; nonce++) await world.sendForeign(nonce).catch(() => undefined);
  await world.chain.mine(1);
}

async function foreign(world: World, random: Random): Promise<Injection> {
  const { asked, hash, nonce } = await underWay(world, random);
  await world.chain.drop(hash);
  await world.sendForeign(nonce).catch(() => undefined);
  await world.chain.mine(1);
  return over(world, asked);
}

async function foreignBehind(world: World, random: Random): Promise<Injection> {
  const nonce = await world.chain.nonce(world.deployment.operator.address);
  await world.chain.automine(false);
  await world.sendForeign(nonce + 1);
  const asked = await world.requests.send([random.pick(usualCases)]);
  await world.chain.mine(1 + FINALITY);
  await world.untilSent();
  return over(world, asked);
}

async function dropped(world: World, random: Random): Promise<Injection> {
  const { asked, hash } = await underWay(world, random);
  await world.chain.drop(hash);
  return over(world, asked);
}

async function droppedAgain(world: World, random: Random): Promise<Injection> {
  const { asked, hash } = await underWay(world, random);
  await world.chain.drop(hash);
  for (let time = 0; time < 2; time++) {
    const next = await world.untilSent();
    if (next !== undefined) await world.chain.drop(next);
  }
  return over(world, asked);
}

async function neverMined(world: World, random: Random): Promise<Injection> {
  const { asked } = await underWay(world, random);
  await pause(1_000 + random.below(500));
  return over(world, asked);
}

async function tripled(world: World, random: Random): Promise<Injection> {
  const { asked } = await underWay(world, random);
  for (let time = 0; time < 2; time++) {
    await world.chain.setNextBaseFee(3n * (await world.chain.baseFee()));
    await world.chain.mine(1);
    await pause(random.below(300));
  }
  return over(world, asked);
}

async function beyondCaps(world: World, random: Random): Promise<Injection> {
  await world.chain.setNextBaseFee(10n ** 12n);
  await world.chain.mine(1);
  const asked = await world.ask([random.pick(usualCases), random.pick(usualCases)]);
  await pause(100 + random.below(200));
  return over(world, asked);
}

async function penniless(world: World, random: Random): Promise<Injection> {
  const { operator } = world.deployment;
  const had = BigInt((await world.chain.send("eth_getBalance", operator.address, "latest")) as string);
  await world.chain.setBalance(operator.address, 1n);
  const asked = await world.ask([random.pick(usualCases), random.pick(usualCases)]);
  await pause(100 + random.below(200));
  await world.chain.setBalance(operator.address, had);
  return over(world, asked);
}
