import type { NodeKind } from "../../tools/local-node.ts";
import { type Family, type Fault, NotReached } from "./fault.ts";
import { type Random, randomOf } from "./random.ts";
import { Scoreboard } from "./scoreboard.ts";
import { World } from "./world.ts";

export interface RunOptions {
  readonly seed: number;
  /** Only faults whose line contains this. */
  readonly only: string | undefined;
  /** A multiple of how often each fault is injected; below 1 for a short run, each reached fault at least once. */
  readonly share: number;
  /** Faults of each family at most, picked by the seed; few enough for the families to share worlds. */
  readonly most?: number;
  /** The kinds of node to run against. */
  readonly nodes: readonly NodeKind[];
  /** Worlds at a time, each with a node and a relay. */
  readonly worlds: number;
  progress(text: string): void;
}

/** What a world is opened for. */
interface Job {
  readonly families: readonly Family[];
  readonly kind: NodeKind;
  /** A family may be spread over several worlds: this one takes every `of`th fault, from `part` on. */
  readonly part: number;
  readonly of: number;
}

/** Runs through the catalogue. */
export async function runFaults(families: readonly Family[], options: RunOptions): Promise<Scoreboard> {
  const board = new Scoreboard();
  const jobs = jobsOf(families, options);
  await Promise.all(
    Array.from({ length: options.worlds }, async () => {
      for (let job = jobs.shift(); job !== undefined; job = jobs.shift()) await runJob(job, board, options);
    }),
  );
  return board;
}

function jobsOf(families: readonly Family[], { worlds, nodes, most, only = "" }: RunOptions): Job[] {
  // No world is opened for a family of which nothing is asked for.
  const asked = families.filter(({ name }) => !only.includes(":") || only.startsWith(`${name}:`));
  if (most !== undefined) return nodes.flatMap((kind) => sharedJobs(asked, kind, worlds));
  const kindsOf = (family: Family) => family.nodes.filter((kind) => nodes.includes(kind));
  return asked.flatMap((family) =>
    kindsOf(family).flatMap((kind) => {
      const of = family.isLong && kind === "anvil" ? worlds : 1;
      return Array.from({ length: of }, (_, part) => ({ families: [family], kind, part, of }));
    }),
  );
}

/** As many as there are worlds at a time. */
function sharedJobs(asked: readonly Family[], kind: NodeKind, worlds: number): Job[] {
  const families = asked.filter(({ nodes }) => nodes.includes(kind));
  return Array.from({ length: Math.min(worlds, families.length) }, (_, job) => ({
    families: families.filter((_, index) => index % worlds === job),
    kind,
    part: 0,
    of: 1,
  }));
}

async function runJob(job: Job, board: Scoreboard, options: RunOptions): Promise<void> {
  const open = () => World.open(job.kind, randomOf(options.seed).fork(job.kind));
  let world = await open();
  const inject: Inject = async (fault, line, random) => {
    if (await injectOnce(world, fault, line, random, board)) return;
    await world.close();
    world = await open();
  };
  try {
    for (const family of job.families)
      await runFamily(family, await family.faults(world), inject, job, board, options);
  } finally {
    await world.close();
  }
}

type Inject = (fault: Fault, line: string, random: Random) => Promise<void>;

async function runFamily(
  family: Family,
  faults: readonly Fault[],
  inject: Inject,
  { kind, part, of }: Job,
  board: Scoreboard,
  options: RunOptions,
): Promise<void> {
  const line = (fault: Fault) => lineOf(family, fault, kind);
  const random = randomOf(options.seed).fork(`${family.name} ${kind}`);
  const all = faults.filter((_, index) => index % of === part);
  const matching = all.filter((fault) => line(fault).includes(options.only ?? ""));
  const chosen = some(matching, options.most, random.fork("choice"));
  for (const fault of chosen) {
    board.expect(line(fault));
    const times = timesOf(fault, kind, options.share);
    for (let time = 0; time < times; time++)
      await inject(fault, line(fault), random.fork(`${fault.name} ${time}`));
    options.progress(board.lineText(line(fault)));
  }
}

/** Of the faults that can be brought about, unless all are wanted. */
function some(faults: readonly Fault[], most: number | undefined, random: Random): readonly Fault[] {
  if (most === undefined) return faults;
  const left = faults.filter(({ times }) => times > 0);
  const count = Math.min(most, left.length);
  return Array.from({ length: count }, () => left.splice(random.below(left.length), 1)[0] as Fault);
}

function lineOf(family: Family, fault: Fault, kind: NodeKind): string {
  return `${family.name}: ${fault.name}${kind === "anvil" ? "" : ` (${kind})`}`;
}

/** Hardhat's node shows that it is no matter of the node: once each is enough. */
function timesOf({ times }: Fault, kind: NodeKind, share: number): number {
  if (times === 0) return 0;
  return kind === "anvil" ? Math.max(1, Math.round(times * share)) : 1;
}

/**
 * Injects a fault, waits until all is well, and holds the chain against an undisturbed run. False where the world is of
 * no use any more.
 */
export async function injectOnce(
  world: World,
  fault: Fault,
  line: string,
  random: Random,
  board: Scoreboard,
): Promise<boolean> {
  try {
    const books = await world.audit.open();
    const { asked, doubtful = [], over } = await fault.inject(world, random);
    await world.untilQuiet();
    const recovered = performance.now() - over;
    const faults = await world.audit.faultsOf({ asked, doubtful }, books, world.expected);
    board.injected(line, { recovered, faults });
    if (faults.length > 0) board.tell(line, world.relay.log);
    return faults.length === 0;
  } catch (error) {
    if (!(error instanceof NotReached)) {
      const lost = await world.chain.lostBlock();
      if (lost !== undefined) {
        board.leaveOut(line, lost);
        return false;
      }
      board.injected(line, { recovered: undefined, faults: [(error as Error).message] });
      board.tell(line, world.relay.log);
      return false;
    }
    // A fault that did not come about must leave nothing behind either.
    return world.untilQuiet().then(
      () => true,
      () => false,
    );
  }
}
