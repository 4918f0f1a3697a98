// One contestant's round trips: so many requests, each in its own transaction, and one fulfilment of them all.

import { toBeHex } from "ethers";
import type { Connection } from "../chain.ts";
import { spreadOf } from "../statistics.ts";
import type { Contestant, System } from "./system.ts";

/** Gas of one request within a batch of `count`. */
export interface RoundTrip {
  readonly count: number;
  /** Of the transaction that made it. */
  readonly request: number;
  /** Its share of the transaction that fulfilled all of them. */
  readonly fulfil: number;
}

/** Each deployment begins with a round of so many: whatever slots later ones use are then no longer fresh. */
export const LARGEST_BATCH = 40;

/** Slots that a consumer keeps answers in (Answers.sol). */
const KEPT = 256;
/** A hash with a zero byte more or less changes what it costs as calldata, hence a median. */
const ROUNDS = 3;

/** Measures batches of these sizes, one after the other, on a deployment with so many operators. */
export async function roundTrips(
  connection: Connection,
  contestant: Contestant,
  operators: number,
  counts: readonly number[],
): Promise<RoundTrip[]> {
  const system = await contestant.deploy(connection, operators);
  const play = numbered(system);
  await play(LARGEST_BATCH);
  const trips: RoundTrip[] = [];
  for (const count of counts) {
    const rounds: RoundTrip[] = [];
    for (let i = 0; i < ROUNDS; i++) rounds.push(await play(count));
    trips.push(medianOf(count, rounds));
  }
  return trips;
}

/** Plays rounds of which no two bring the same results, so that every callback changes its slot. */
function numbered(system: System): (count: number) => Promise<RoundTrip> {
  let round = 0;
  return (count) => {
    round++;
    const results = Array.from({ length: count }, (_, place) => toBeHex(round * KEPT + place, 32));
    return playRound(system, results);
  };
}

async function playRound(system: System, results: readonly string[]): Promise<RoundTrip> {
  const count = results.length;
  let requests = 0;
  for (let i = 0; i < count; i++) requests += await system.request();
  const fulfil = await system.fulfil(results);
  for (const result of results) await checkAnswer(system, BigInt(result));
  return { count, request: requests / count, fulfil: fulfil / count };
}

/** A callback that failed would look cheap. */
async function checkAnswer({ consumer }: System, expected: bigint): Promise<void> {
  const kept = await consumer.getFunction("answers").staticCall(expected % BigInt(KEPT));
  if (kept !== expected) throw new Error(`the consumer kept ${kept}, not ${expected}`);
}

function medianOf(count: number, rounds: readonly RoundTrip[]): RoundTrip {
  const median = (pick: (trip: RoundTrip) => number) => spreadOf(rounds.map(pick)).median;
  return { count, request: median(({ request }) => request), fulfil: median(({ fulfil }) => fulfil) };
}
