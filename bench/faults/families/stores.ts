import {
  appendFileSync,
  closeSync,
  existsSync,
  openSync,
  rmSync,
  statSync,
  truncateSync,
  writeSync,
} from "node:fs";
import path from "node:path";
import { usualCases } from "../cases.ts";
import type { Family, Fault, Injection } from "../fault.ts";
import type { Random } from "../random.ts";
import { StartFailure } from "../relay-process.ts";
import type { Asked } from "../requests.ts";
import { pause, type World } from "../world.ts";

const TIMES = 12;
const PAGE = 4_096;
/** Seconds for which these requests live. */
const HOUR = 3_600;
/** Milliseconds after which what is not served counts on its expiry. */
const GRACE = 1_500;

/** What happens to the file that the relay knows everything from, while the relay is down. */
export const stores: Family = {
  name: "store",
  nodes: ["anvil", "hardhat"],
  faults: () => [
    damaged("bytes of the file overwritten", (file, random) => overwrite(file, random)),
    damaged("bytes of the log overwritten", (file, random) => overwrite(`${file}-wal`, random)),
    damaged("a torn write at the log's end", (file) => append(`${file}-wal`)),
    damaged("file cut in half", (file) => cut(file)),
    damaged("log cut in half", (file) => cut(`${file}-wal`)),
    damaged("log removed", (file) => remove(file, ["-wal", "-shm"])),
    damaged("removed", (file) => remove(file, ["", "-wal", "-shm"])),
    { name: "an old backup restored", times: TIMES, inject: restored },
  ],
};

function damaged(name: string, damage: (file: string, random: Random) => void): Fault {
  return {
    name,
    times: TIMES,
    inject: async (world, random) => {
      const doubtful = await killedAtWork(world, random);
      damage(world.store, random);
      return operated(world, random, doubtful);
    },
  };
}

/** A copy of long ago takes the store's place; signatures that left since are not in it. */
async function restored(world: World, random: Random): Promise<Injection> {
  const backup = path.join(world.folder, "backup.db");
  await world.relay.kill();
  world.copyStore(world.store, backup);
  await world.start();
  const before = await world.ask(some(random));
  const hasSigned = random.below(2) === 0;
  if (hasSigned) await world.untilServed();
  const doubtful = await killedAtWork(world, random);
  world.copyStore(backup, world.store);
  return operated(world, random, [...before, ...doubtful], hasSigned);
}

async function killedAtWork(world: World, random: Random): Promise<Asked[]> {
  const asked = await world.ask(some(random));
  await pause(random.below(150));
  await world.relay.kill();
  return asked;
}

/**
 * What the operator does, as the errors say: starts, without the store where it is damaged, and confirms. What is asked
 * from then on has to be served; where of what came before something may have been signed and forgotten, it expires.
 * @param mustHold Signatures are known to be forgotten: the relay may not sign by itself.
 */
async function operated(
  world: World,
  random: Random,
  doubtful: readonly Asked[],
  mustHold = false,
): Promise<Injection> {
  if (!(await startsWell(world))) {
    world.store = world.newStore();
    await world.start();
  }
  const wasHeld = await world.confirm(mustHold ? 5_000 : undefined);
  if (mustHold && !wasHeld) throw new Error("signing was not put on hold");
  const over = performance.now();
  const asked = await world.ask([random.pick(usualCases)]);
  if (!(await world.until(world.audit.isQuiet, GRACE))) await world.chain.increaseTime(HOUR + 1);
  await world.chain.mine(1);
  return { asked, doubtful, over };
}

async function startsWell(world: World): Promise<boolean> {
  try {
    await world.start();
  } catch (error) {
    if (error instanceof StartFailure && error.code === "ALT_RELAY_STORE_DAMAGED") return false;
    throw error;
  }
  // Some damage shows only where it is read.
  await pause(100);
  const { problems } = await world.relay.state();
  return !Object.values(problems).includes("ALT_RELAY_STORE_DAMAGED");
}

function overwrite(file: string, random: Random): void {
  if (!existsSync(file)) return;
  const pages = Math.floor(statSync(file).size / PAGE);
  if (pages === 0) return;
  const handle = openSync(file, "r+");
  const noise = Buffer.from(Array.from({ length: 64 }, () => random.below(256)));
  writeSync(handle, noise, 0, noise.length, random.below(pages) * PAGE + random.below(PAGE - noise.length));
  closeSync(handle);
}

function append(file: string): void {
  if (existsSync(file)) appendFileSync(file, Buffer.alloc(3_000, 0xa5));
}

function cut(file: string): void {
  if (existsSync(file)) truncateSync(file, Math.floor(statSync(file).size / 2));
}

function remove(file: string, suffixes: readonly string[]): void {
  for (const suffix of suffixes) rmSync(file + suffix, { force: true });
}

function some(random: Random) {
  return Array.from({ length: 1 + random.below(3) }, () => ({
    ...random.pick(usualCases),
    seconds: BigInt(HOUR),
  }));
}
