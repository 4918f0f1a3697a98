// One relay from its start to its end: idle, at its highest load, and at 80 % of that until enough requests went through.

import { LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import { IFunctionRouter__factory } from "../../types/index.js";
import { type IdleLatencies, measureIdle, ringer } from "./idle.ts";
import { Journeys, latencies } from "./journeys.ts";
import { highestRate, type Load, type Trial, trial } from "./load.ts";
import { type Sample, sampleMemory } from "./memory.ts";
import { startRelay } from "./relay-process.ts";
import { Supply } from "./supply.ts";
import { openSocket, type Wire } from "./wire.ts";
import { openWorld, type World } from "./world.ts";

/** How much is measured. */
export interface Plan {
  readonly idleRuns: number;
  /** Of a trial in search of the highest rate. */
  readonly searchSeconds: number;
  readonly confirmSeconds: number;
  /** Of the load of which latencies are taken. */
  readonly loadedSeconds: number;
  /** Requests of the whole run, at least. */
  readonly requests: number;
}

export interface RelayFigures {
  readonly idle: IdleLatencies;
  /** The highest rate that held, confirmed. */
  readonly highest: Trial;
  /** Latencies at 80 % of it. */
  readonly loaded: readonly number[];
  readonly memory: readonly Sample[];
  readonly requests: number;
}

type Say = (text: string) => void;

const FIRST_RATE = 100;
const WARM_UP = 50;
const LOADED_SHARE = 0.8;
/** Requests at a time while the run is filled up. */
const CHUNK_SECONDS = 30;

export async function measureRelay(plan: Plan, say: Say): Promise<RelayFigures> {
  say("Starting a node, deploying, starting the relay");
  const world = await openWorld();
  try {
    return await withRelay(world, plan, say);
  } finally {
    await world.close();
  }
}

async function withRelay(world: World, plan: Plan, say: Say): Promise<RelayFigures> {
  const wire = await openSocket(world.socket);
  const journeys = await watchRouter(world, wire);
  const relay = await startRelay(world);
  const memory = sampleMemory(relay, journeys);
  try {
    const supply = new Supply(world.accounts, LOCAL_CHAIN_ID);
    const figures = await phases({ wire, journeys, supply }, world.bell, plan, say);
    journeys.check();
    await relay.stop();
    return { ...figures, memory: memory.samples, requests: journeys.asked };
  } finally {
    memory.stop();
    relay.kill();
    wire.close();
  }
}

function watchRouter({ router }: World, wire: Wire): Promise<Journeys> {
  const abi = IFunctionRouter__factory.createInterface();
  const topic = (name: "Requested" | "Settled" | "CallbackFailed") => abi.getEvent(name).topicHash;
  const topics = { begin: topic("Requested"), end: topic("Settled"), failure: topic("CallbackFailed") };
  return Journeys.watch(wire, [router], topics);
}

async function phases(load: Load, bell: string, plan: Plan, say: Say) {
  const { supply, journeys } = load;
  await supply.fill(WARM_UP + plan.idleRuns);
  const ringTwice = await ringer(load.wire, bell);
  await measureIdle(WARM_UP, ringTwice, load);
  say(`Idle: ${plan.idleRuns} times two bare transactions, then a request`);
  const idle = await measureIdle(plan.idleRuns, ringTwice, load);
  const attempt = async (rate: number, seconds = plan.searchSeconds) => {
    const result = await trial(rate, seconds, load);
    say(told(result));
    return result;
  };
  const highest = await confirmed(await highestRate(FIRST_RATE, attempt), (rate) =>
    attempt(rate, plan.confirmSeconds),
  );
  const rate = Math.floor(highest.rate * LOADED_SHARE);
  const { first } = await attempt(rate, plan.loadedSeconds);
  const loaded = latencies(journeys.since(first));
  while (journeys.asked < plan.requests) {
    const left = plan.requests - journeys.asked;
    await attempt(rate, Math.min(CHUNK_SECONDS, left / rate));
  }
  return { idle, highest, loaded };
}

/** A rate that held for seconds may not hold for a minute. */
async function confirmed(rate: number, attempt: (rate: number) => Promise<Trial>): Promise<Trial> {
  for (let tried = rate; tried > 0; tried = Math.floor(tried * 0.93)) {
    const result = await attempt(tried);
    if (result.held) return result;
  }
  throw new Error("the relay keeps up with no rate");
}

function told({ rate, seconds, held, backlogSeconds, drainMs }: Trial): string {
  const backlog = `at most ${backlogSeconds.toFixed(2)} s behind, done after ${Math.round(drainMs)} ms`;
  return `${rate} a second for ${Math.round(seconds)} s: ${held ? "holds" : "too fast"} (${backlog})`;
}
