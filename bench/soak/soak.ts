import { usualCases } from "../faults/cases.ts";
import { catalogue } from "../faults/catalogue.ts";
import type { Family, Fault } from "../faults/fault.ts";
import { type Random, randomOf } from "../faults/random.ts";
import { type Asked, requests } from "../faults/requests.ts";
import { injectOnce } from "../faults/run.ts";
import { Scoreboard } from "../faults/scoreboard.ts";
import { pause, World } from "../faults/world.ts";

/** Milliseconds between requests of the load, at most. */
const PACE = 120;
const MINUTE = 60_000;
/** Seconds for which requests of the load live: what nobody may sign for has to expire when a fault lets an hour go by. */
const HOUR = 3_600n;

export interface SoakOptions {
  readonly minutes: number;
  readonly seed: number;
  progress(text: string): void;
}

export interface Soaked {
  readonly board: Scoreboard;
  /** Requests of the load that were held against an undisturbed run as the faults' own are. */
  readonly served: number;
  readonly minutesTaken: number;
}

/** One node and one store, as far as the faults leave it; a family is picked at random, then one of its faults. */
export async function soak({ minutes, seed, progress }: SoakOptions): Promise<Soaked> {
  const random = randomOf(seed);
  let world = await World.open("anvil", random);
  const board = new Scoreboard();
  const start = performance.now();
  let served = 0;
  try {
    let families = await faultsOf(world);
    for (let last = start; performance.now() - start < minutes * MINUTE; ) {
      const [family, faults] = random.pick(families);
      const fault = random.pick(faults);
      const own = randomOf(random.below(2 ** 31));
      const injected = await injectUnderLoad(world, fault, `${family.name}: ${fault.name}`, own, board);
      served += injected.served;
      if (!injected.isWell) {
        await world.close();
        world = await World.open("anvil", random);
        families = await faultsOf(world);
      }
      if (performance.now() - last < MINUTE) continue;
      last = performance.now();
      progress(`${Math.round((last - start) / MINUTE)} min: ${board.total()}, ${served} requests beside`);
    }
  } finally {
    await world.close();
  }
  return { board, served, minutesTaken: (performance.now() - start) / MINUTE };
}

async function faultsOf(world: World): Promise<(readonly [Family, readonly Fault[]])[]> {
  const families: (readonly [Family, readonly Fault[]])[] = [];
  for (const family of catalogue) {
    const faults = (await family.faults(world)).filter(({ times }) => times > 0);
    if (faults.length > 0) families.push([family, faults]);
  }
  return families;
}

/** The fault as in the scoreboard's run, with requests of others coming all the while; these are counted. */
async function injectUnderLoad(
  world: World,
  fault: Fault,
  line: string,
  random: Random,
  board: Scoreboard,
): Promise<{ served: number; isWell: boolean }> {
  let served = 0;
  const loaded: Fault = {
    ...fault,
    inject: async (...args) => {
      const books = await world.audit.open();
      const load = startLoad(world, random.fork("load"));
      const injection = await fault.inject(...args).finally(() => load.stop());
      const others = await world.audit.mined(load.asked, books);
      served = others.length;
      const { asked, doubtful } = injection;
      // Where the fault makes signatures forgotten, theirs may be among them.
      if (doubtful) return { ...injection, doubtful: [...doubtful, ...others] };
      return { ...injection, asked: [...asked, ...others] };
    },
  };
  const isWell = await injectOnce(world, loaded, line, random, board);
  return { served, isWell };
}

interface Load {
  readonly asked: Asked[];
  stop(): Promise<void>;
}

function startLoad(world: World, random: Random): Load {
  const { deployment, chain } = world;
  const crowd = requests(deployment, chain, deployment.crowd);
  const asked: Asked[] = [];
  let stopped = false;
  const done = run();
  return {
    asked,
    stop: () => {
      stopped = true;
      return done;
    },
  };

  async function run(): Promise<void> {
    while (!stopped) {
      // While the chain is taken back a send may find no place; it was not asked then.
      asked.push(...(await crowd.send([{ ...random.pick(usualCases), seconds: HOUR }]).catch(() => [])));
      await pause(random.below(PACE));
    }
  }
}
