import { usualCases } from "../cases.ts";
import type { Family, Fault, Injection } from "../fault.ts";
import { NotReached } from "../fault.ts";
import type { KillPoint } from "../messages.ts";
import { type Provocation, provocations } from "../provocations.ts";
import type { Random } from "../random.ts";
import type { Asked } from "../requests.ts";
import type { Side } from "../steps.ts";
import { pause, type World } from "../world.ts";

const SIDES: readonly Side[] = ["before", "after"];
/** How often every step is killed at, on each side. */
const TIMES = 4;
/** Passes of a step among which one is picked. */
const MOST_PASSES = 5;
/** Milliseconds until a step that is not taken is given up. */
const PATIENCE = 4_000;

/** A step, and what makes the relay take it so many times. */
interface Reached {
  readonly step: string;
  readonly passes: number;
  readonly by: Way;
}

/** How the relay is brought to a step, and killed there. */
interface Way {
  readonly name: string;
  readonly puts?: Provocation["puts"];
  run(world: World, point: KillPoint | undefined, random: Random): Promise<readonly Asked[]>;
}

/** A process killed before and after every call of a port: no two neighbouring steps without a crash between them. */
export const kills: Family = { name: "kill -9", nodes: ["anvil", "hardhat"], isLong: true, faults };

async function faults(world: World): Promise<Fault[]> {
  const reached = await reachedSteps(world);
  return [...reached.values()].flatMap((one) => SIDES.map((side) => faultOf(one, side)));
}

function faultOf({ step, passes, by }: Reached, side: Side): Fault {
  return {
    name: `${side} ${step}`,
    times: passes > 0 ? TIMES : 0,
    inject: (world, random) => {
      // Not every time are there as many passes as there were undisturbed.
      const nth = 1 + random.below(Math.min(Math.ceil(passes / 2), MOST_PASSES));
      return killed(world, by, { step, side, nth }, random);
    },
  };
}

async function killed(world: World, way: Way, point: KillPoint, random: Random): Promise<Injection> {
  const asked = await way.run(world, point, random);
  const victim = world.relay;
  for (const end = performance.now() + PATIENCE; victim.isAlive && performance.now() < end; ) {
    await world.chain.mine(1);
    await Promise.race([victim.ended, pause(250)]);
  }
  const hasEnded = !victim.isAlive;
  const isKilled = hasEnded && (await victim.ended) === "SIGKILL";
  const over = victim.endedAt ?? performance.now();
  await world.calm();
  if (hasEnded) await world.start();
  else await victim.killAt(undefined);
  if (way.puts) await world.confirm(2_000);
  if (!isKilled) throw new NotReached(`${point.side} ${point.step}, pass ${point.nth}`);
  return { asked, over };
}

/** Every step, with the first way on which the relay takes it. */
async function reachedSteps(world: World): Promise<Map<string, Reached>> {
  const reached = new Map<string, Reached>();
  for (const by of ways()) {
    await world.relay.count();
    await by.run(world, undefined, world.random.fork(by.name));
    await world.calm();
    if (by.puts) await world.confirm(5_000);
    await world.untilQuiet().catch((error: unknown) => {
      throw new Error(`${by.name}, though nothing was killed`, { cause: error });
    });
    for (const [step, passes] of await world.relay.count()) {
      if ((reached.get(step)?.passes ?? 0) === 0) reached.set(step, { step, passes, by });
    }
  }
  // Whoever counts them is gone by then.
  for (const step of reached.keys()) {
    if (step.endsWith(".close")) reached.set(step, { step, passes: 1, by: stopping });
  }
  return reached;
}

function ways(): Way[] {
  return [...provocations.map(wayOf), starting];
}

function wayOf({ name, provoke, puts }: Provocation): Way {
  return {
    name,
    ...(puts && { puts }),
    run: async (world, point, random) => {
      if (point) await world.relay.killAt(point);
      return provoke(world, random);
    },
  };
}

/** Steps of a stop, with work that is not done. */
const stopping: Way = {
  name: "stop",
  run: async (world, point, random) => {
    if (point) await world.relay.killAt(point);
    const asked = await world.ask([random.pick(usualCases), random.pick(usualCases)]);
    world.relay.child.kill("SIGTERM");
    return asked;
  },
};

/** Steps of the start, with work that came while the relay was down. */
const starting: Way = {
  name: "start",
  run: async (world, point, random) => {
    await world.relay.kill();
    const [first] = provocations;
    const asked = (await first?.provoke(world, random)) ?? [];
    await world.start(point && { killAt: point }).catch((error: unknown) => {
      if (world.relay.isAlive) throw error;
    });
    return asked;
  },
};
