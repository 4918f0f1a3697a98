// A relay while idle, at its highest load, and at 80 % of that until enough requests went through one.

import { type IdleLatencies, measureIdle, ringer } from "./idle.ts";
import { latencies } from "./journeys.ts";
import { highestRate, type Trial, trial } from "./load.ts";
import { type Sample, sampleMemory } from "./memory.ts";
import { type Site, withSite } from "./site.ts";
import { trialsOnFreshSites } from "./trials.ts";

/** How much is measured. */
export interface Plan {
  readonly idleRuns: number;
  /** Of a trial in search of the highest rate. */
  readonly searchSeconds: number;
  readonly confirmSeconds: number;
  /** Of the load of which latencies are taken. */
  readonly loadedSeconds: number;
  /** Requests that one relay gets at 80 % of its highest load, at least. */
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
  say(`Idle: ${plan.idleRuns} times two bare transactions, then a request`);
  const idle = await withSite((site) => idleAt(site, plan.idleRuns));
  const highest = await highestLoad(plan, say);
  return { idle, highest, ...(await withSite((site) => loadedAt(site, highest.rate, plan, say))) };
}

async function idleAt(site: Site, runs: number): Promise<IdleLatencies> {
  await site.supply.fill(WARM_UP + runs);
  const ringTwice = await ringer(site.wire, site.world.bell);
  await measureIdle(WARM_UP, ringTwice, site);
  return measureIdle(runs, ringTwice, site);
}

async function highestLoad({ searchSeconds, confirmSeconds }: Plan, say: Say): Promise<Trial> {
  const trials = trialsOnFreshSites();
  const attempt = async (rate: number, seconds: number) => {
    const result = await trials.run(rate, seconds);
    say(told(result));
    return result;
  };
  try {
    const found = await highestRate(FIRST_RATE, (rate) => attempt(rate, searchSeconds));
    return await confirmed(found, (rate) => attempt(rate, confirmSeconds));
  } finally {
    await trials.close();
  }
}

async function loadedAt(site: Site, highest: number, plan: Plan, say: Say) {
  const { journeys } = site;
  const memory = sampleMemory(site.relay, journeys);
  const rate = Math.floor(highest * LOADED_SHARE);
  const attempt = async (seconds: number) => {
    const result = await trial(rate, seconds, site);
    say(told(result));
    return result;
  };
  try {
    const { first } = await attempt(plan.loadedSeconds);
    const loaded = latencies(journeys.since(first));
    while (journeys.asked < plan.requests)
      await attempt(Math.min(CHUNK_SECONDS, (plan.requests - journeys.asked) / rate));
    return { loaded, memory: memory.samples, requests: journeys.asked };
  } finally {
    memory.stop();
  }
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
