// The figures as rows, with the goals that were set.

import type { Row } from "../report.ts";
import { spreadOf } from "../statistics.ts";
import type { Peer } from "./chainlink/index.ts";
import { within } from "./memory.ts";
import type { RelayFigures } from "./run.ts";

/** Requests that Chainlink's testnet gets at the same time. */
export const AT_ONCE = 10;

/** Requests after which memory is looked at, early and late in the run. */
const EARLY = [10_000, 20_000] as const;
const LATE = [40_000, 50_000] as const;

/** Chainlink's testnet, polled as it is shipped and as fast as it goes; undefined where it does not run. */
export interface Peers {
  readonly shipped: Peer | undefined;
  readonly fast: Peer | undefined;
}

export function relayRows({ idle, highest, loaded, memory, requests }: RelayFigures, peers: Peers): Row[] {
  const { fast } = peers;
  const [relay, floor, busy] = [spreadOf(idle.requests), spreadOf(idle.floor), spreadOf(loaded)];
  const beside = (value: number | undefined) =>
    value === undefined ? {} : { peer: { name: "Chainlink's testnet", value } };
  return [
    { ...row("idle", LATENCY, relay.median), ...beside(fast && spreadOf(fast.latencies).median) },
    row("idle", "ms from request to callback, p99", relay.p99),
    row("two bare transactions", "ms between, median", floor.median),
    row("two bare transactions", "ms between, p99", floor.p99),
    row("idle", "ms above two bare transactions, median", relay.median - floor.median, "<= 25"),
    {
      ...row("highest load", `requests a second for ${highest.seconds} s`, highest.rate, ">= 150"),
      ...beside(fast?.requestsPerSecond),
    },
    row("80 % of it", LATENCY, busy.median),
    row("80 % of it", "ms from request to callback, p99", busy.p99),
    row("whole run", "requests, each settled once with its callback", requests),
    ...memoryRows(memory),
    ...peerRows("Chainlink's testnet as shipped", peers.shipped),
    ...peerRows("Chainlink's testnet, polled every 10 ms", fast),
  ];
}

const LATENCY = "ms from request to callback, median";

const row = (name: string, metric: string, value: number, goal?: string): Row => ({
  case: name,
  metric,
  value,
  ...(goal && { goal }),
});

function peerRows(name: string, peer: Peer | undefined): Row[] {
  if (peer === undefined) return [];
  const { requestsPerSecond, fulfilledAtOnce } = peer;
  return [
    row(name, LATENCY, spreadOf(peer.latencies).median),
    row(name, "requests a second, one after the other", requestsPerSecond),
    ...(fulfilledAtOnce === undefined ? [] : [row(name, `fulfilled of ${AT_ONCE} at once`, fulfilledAtOnce)]),
  ];
}

/** None where the run was too short for it. */
function memoryRows(samples: RelayFigures["memory"]): Row[] {
  const [early, late] = [within(samples, ...EARLY), within(samples, ...LATE)];
  if (early.length === 0 || late.length === 0) return [];
  const [before, after] = [spreadOf(early).median, spreadOf(late).median];
  const thousands = ([from, to]: readonly [number, number]) => `requests ${from / 1_000}k to ${to / 1_000}k`;
  return [
    row("memory", `MB, ${thousands(EARLY)}`, before),
    row("memory", `MB, ${thousands(LATE)}`, after),
    row("memory", "% changed between", Math.abs(after / before - 1) * 100, "<= 10"),
  ];
}
