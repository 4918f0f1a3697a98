// One request at a time, each after a pair of bare transactions: what the relay takes, beside the least there can be.

import { setTimeout as pause } from "node:timers/promises";
import { Interface, id } from "ethers";
import { developmentWallets, LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import { latencies } from "./journeys.ts";
import type { Load } from "./load.ts";
import { sign } from "./signing.ts";
import { until } from "./until.ts";
import type { Wire } from "./wire.ts";

const PATIENCE = 10_000;
/** Longest pause between two requests, in milliseconds: polling must not fall into step with them. */
const LONGEST_PAUSE = 50;
const RINGER = developmentWallets()[6];

const bellAbi = new Interface(["function ring(uint256 number)"]);

export interface IdleLatencies {
  /** Milliseconds from a request's log to that of its settlement. */
  readonly requests: readonly number[];
  /** From the log of the first of two bare transactions to that of the second, sent when the first was seen. */
  readonly floor: readonly number[];
}

/** Rings twice, and resolves to the milliseconds between. */
export type RingTwice = () => Promise<number>;

export async function measureIdle(
  runs: number,
  ringTwice: RingTwice,
  { wire, journeys, supply }: Load,
): Promise<IdleLatencies> {
  const first = journeys.asked;
  const floor: number[] = [];
  for (let run = 0; run < runs; run++) {
    floor.push(await ringTwice());
    await pause(Math.random() * LONGEST_PAUSE);
    await wire.call("eth_sendRawTransaction", [supply.take()]);
    await journeys.allSettled(first + run + 1, PATIENCE);
    await pause(Math.random() * LONGEST_PAUSE);
  }
  return { requests: latencies(journeys.since(first)), floor };
}

/** @param bell Address of Bell.sol. */
export async function ringer(wire: Wire, bell: string): Promise<RingTwice> {
  if (RINGER === undefined) throw new RangeError("the node has too few accounts");
  const { privateKey } = RINGER;
  let nonce = 0;
  let heard: (() => void) | undefined;
  await wire.watch([bell], ({ topics }) => topics[0] === id("Rung(uint256)") && heard?.());
  const next = () => {
    const data = bellAbi.encodeFunctionData("ring", [nonce]);
    return sign({ privateKey, to: bell, data, nonce: nonce++, chainId: LOCAL_CHAIN_ID });
  };
  return async () => {
    const [first, second] = [next(), next()];
    const times: number[] = [];
    heard = () => {
      if (times.push(performance.now()) === 1) void wire.call("eth_sendRawTransaction", [second]);
    };
    await wire.call("eth_sendRawTransaction", [first]);
    await until(
      () => times.length === 2,
      PATIENCE,
      () => `rang ${times.length} times`,
    );
    const [one = 0, other = 0] = times;
    return other - one;
  };
}
