// What makes a relay take the steps of its pipeline, those too that it takes in trouble alone.

import { ofFresh, unservable, usualCases } from "./cases.ts";
import { guestBytes } from "./deployment.ts";
import { answer } from "./proxy.ts";
import type { Random } from "./random.ts";
import type { Asked } from "./requests.ts";
import { pause, type World } from "./world.ts";

export interface Provocation {
  readonly name: string;
  /** Gives the relay work. The relay may end at any moment of it. */
  provoke(world: World, random: Random): Promise<readonly Asked[]>;
  /** What the operator has to confirm afterwards. */
  readonly puts?: "on hold";
}

const DEAR = 10n ** 12n;
const ABOVE_REQUESTS = 49n * 10n ** 10n;
const MINUTE = 60;
const TEN_SECONDS = 10_000;

export const provocations: readonly Provocation[] = [
  { name: "requests", provoke: (world, random) => world.ask(some(random)) },
  { name: "function on chain", provoke: (world, random) => askFresh(world, random, () => "") },
  {
    name: "function at an address",
    provoke: (world, random) => askFresh(world, random, world.artefacts.serve),
  },
  { name: "expiry", provoke: letExpire },
  { name: "reorg", provoke: reorganise },
  { name: "reorg past finality", provoke: goBackFar, puts: "on hold" },
  { name: "stuck transaction", provoke: stick },
  { name: "foreign transaction", provoke: takeNonce },
  { name: "dear gas", provoke: makeDear },
  { name: "dear gas before signing", provoke: makeDearBeforeSigning },
  { name: "dear gas after sending", provoke: priceOut },
  { name: "clock set back", provoke: setBack },
  { name: "refused simulation", provoke: refuseCalls },
  { name: "look at its status", provoke: look },
];

function some(random: Random) {
  return Array.from({ length: 2 + random.below(2) }, () => random.pick(usualCases));
}

async function askFresh(world: World, random: Random, uriOf: (bytes: Uint8Array) => string) {
  const bytes = await freshGuest(random);
  const published = await world.deployment.publish(bytes, { uri: uriOf(bytes) });
  return world.ask([ofFresh(published)]);
}

/** The guest with a custom section of random bytes: another code hash. */
async function freshGuest(random: Random): Promise<Uint8Array> {
  const noise = Array.from({ length: 16 }, () => random.below(256));
  const section = [0, 18, 1, "n".charCodeAt(0), ...noise];
  return Uint8Array.from([...(await guestBytes()), ...section]);
}

async function letExpire(world: World) {
  const asked = await world.ask([unservable(world.deployment)]);
  await pause(30);
  await world.chain.increaseTime(MINUTE);
  await world.chain.mine(1);
  return asked;
}

async function reorganise(world: World, random: Random) {
  await world.chain.halt();
  const snapshot = await world.chain.snapshot();
  const asked = await world.requests.send(some(random));
  await world.chain.mine(1);
  await pause(40 + random.below(60));
  return remade(world, snapshot, asked);
}

async function goBackFar(world: World, random: Random) {
  const snapshot = await world.chain.snapshot();
  const asked = await world.ask(some(random));
  await world.until(world.audit.isQuiet, 1_000);
  await pause(40);
  await world.chain.halt();
  return remade(world, snapshot, asked);
}

/** The same requests in other blocks. */
async function remade(world: World, snapshot: string, asked: readonly Asked[]) {
  await world.chain.revert(snapshot);
  await world.chain.automine(true);
  await world.chain.mine(1);
  await world.requests.sendAgain(asked);
  await world.chain.mine(world.finality);
  return asked;
}

async function stick(world: World, random: Random) {
  const asked = await askWithoutMining(world, random);
  const first = await world.untilSent();
  await world.until(async () => (await world.untilSent()) !== first, 1_500);
  return asked;
}

async function takeNonce(world: World, random: Random) {
  const { operator } = world.deployment;
  const asked = await askWithoutMining(world, random);
  const nonce = await world.chain.nonce(operator.address);
  const sent = await world.untilSent();
  if (sent !== undefined) await world.chain.drop(sent);
  await world.sendForeign(nonce).catch(() => undefined);
  await world.chain.automine(true);
  await world.chain.mine(1);
  return asked;
}

/** The requests are mined, and nothing that comes after. */
async function askWithoutMining(world: World, random: Random) {
  await world.chain.automine(false);
  const asked = await world.requests.send(some(random));
  await world.chain.mine(1 + world.finality);
  return asked;
}

async function makeDear(world: World, random: Random) {
  await world.chain.setNextBaseFee(DEAR);
  await world.chain.mine(1);
  const asked = await world.ask(some(random));
  await pause(100 + random.below(100));
  await world.chain.setNextBaseFee(10n ** 9n);
  await world.chain.mine(1);
  return asked;
}

/** Of what is executed, and not final yet. */
async function makeDearBeforeSigning(world: World, random: Random) {
  const asked = await world.requests.send(some(random));
  await pause(60 + random.below(60));
  await world.chain.setNextBaseFee(DEAR);
  await world.chain.mine(world.finality);
  await pause(100);
  await world.chain.setNextBaseFee(10n ** 9n);
  await world.chain.mine(1);
  return asked;
}

/** Beyond what the requests pay and within what the operator would, so that the relay takes its transaction back. */
async function priceOut(world: World, random: Random) {
  const asked = await askWithoutMining(world, random);
  const first = await world.untilSent();
  await world.chain.setNextBaseFee(ABOVE_REQUESTS);
  await world.chain.mine(1);
  await world.until(async () => ![undefined, first].includes(await world.untilSent()), 3_000);
  await world.chain.mine(1);
  return asked;
}

async function setBack(world: World, random: Random) {
  const asked = await world.ask(some(random));
  await world.relay.setClock(-TEN_SECONDS).catch(() => undefined);
  await pause(60 + random.below(60));
  await world.relay.setClock(0).catch(() => undefined);
  return asked;
}

/** The endpoint says for a moment that every fulfilment would revert. */
async function refuseCalls(world: World, random: Random) {
  world.proxy.disturb(async ({ method, id, body }, response, pass) => {
    if (method !== "eth_call" || !body.includes('"gas"')) return answer(response, await pass());
    const error = { code: 3, message: "execution reverted", data: "0x" };
    answer(response, JSON.stringify({ jsonrpc: "2.0", id, error }));
  });
  const asked = await world.ask(some(random));
  await pause(60 + random.below(60));
  world.proxy.disturb();
  return asked;
}

async function look(world: World, random: Random) {
  const asked = await world.ask(some(random));
  await world.relay.look().catch(() => undefined);
  return asked;
}
