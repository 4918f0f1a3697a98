import type { Row } from "../report.ts";
import { gasOf, type Series } from "./series.ts";

/** Ours in these cases, at most `factor` times the peer. */
export function besidePeer(ours: Series, peer: Series, cases: readonly string[], factor: number): Row[] {
  return cases.map((label) => {
    const value = gasOf(peer, label);
    return {
      case: `${ours.name}, ${label}`,
      metric: "gas",
      value: gasOf(ours, label),
      peer: { name: peer.name, value },
      goal: `<= ${Math.floor(value * factor)}`,
    };
  });
}

/** Ours in these cases, at most `bound`, beside what a peer takes. */
export function atMost(ours: Series, peer: Series, cases: readonly string[], bound: number): Row[] {
  return cases.map((label) => ({
    case: `${ours.name}, ${label}`,
    metric: "gas",
    value: gasOf(ours, label),
    peer: { name: peer.name, value: gasOf(peer, label) },
    goal: `<= ${bound}`,
  }));
}
