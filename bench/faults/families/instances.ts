import { usualCases } from "../cases.ts";
import type { Family, Injection } from "../fault.ts";
import type { Random } from "../random.ts";
import { pause, type World } from "../world.ts";

const TIMES = 12;

/** Two relays with one key. */
export const instances: Family = {
  name: "two instances",
  nodes: ["anvil", "hardhat"],
  faults: () => [
    {
      name: "each with a store of its own",
      times: TIMES,
      inject: (world, random) => beside(world, random, world.newStore()),
    },
    { name: "on one store", times: TIMES, inject: (world, random) => beside(world, random, world.store) },
  ],
};

/** Another one runs for a while beside the relay, and both see requests. */
async function beside(world: World, random: Random, store: string): Promise<Injection> {
  const other = world.load();
  const refused = other.start({ ...(await world.startOptions()), store }).then(
    () => undefined,
    (error: unknown) => error,
  );
  const first = await world.ask(some(random));
  await refused;
  const second = await world.ask(some(random));
  await pause(100 + random.below(200));
  const isOnHold =
    (await refused) !== undefined || (await other.state()).holds.includes("ALT_RELAY_KEY_IN_USE");
  await other.kill();
  if (!isOnHold) throw new Error("two relays sign with one key");
  return { asked: [...first, ...second], over: performance.now() };
}

function some(random: Random) {
  return Array.from({ length: 1 + random.below(3) }, () => random.pick(usualCases));
}
