import type { NodeKind } from "../../tools/local-node.ts";
import type { Random } from "./random.ts";
import type { Asked } from "./requests.ts";
import type { World } from "./world.ts";

/** What was done to the relay, once. */
export interface Injection {
  /** Requests that have to end as they do undisturbed. */
  readonly asked: readonly Asked[];
  /** Requests of the time from which signatures may have been forgotten: they may as well expire, all refunded. */
  readonly doubtful?: readonly Asked[];
  /** When the fault was over and recovery could begin, by `performance.now()`. */
  readonly over: number;
}

export interface Fault {
  /** One line of the scoreboard. */
  readonly name: string;
  /** How often a whole run injects it. */
  readonly times: number;
  /** @throws NotReached where the fault could not be brought about: it does not count then */
  inject(world: World, random: Random): Promise<Injection>;
}

/** Faults that share a world. */
export interface Family {
  readonly name: string;
  /** Nodes that can do what it takes. */
  readonly nodes: readonly NodeKind[];
  /** Whether it is worth several worlds. */
  readonly isLong?: boolean;
  /** May look at the world, whose relay runs and has nothing to do. */
  faults(world: World): Promise<readonly Fault[]> | readonly Fault[];
}

export class NotReached extends Error {}
