import { fail } from "../../protocol/errors.ts";
import type { EndpointHealth, EndpointState } from "./endpoint.ts";
import type { Reason } from "./request.ts";
import { reasonOf } from "./retry.ts";

/** What decides whether a relay serves requests. */
export interface Standing {
  readonly phase: "starting" | "running" | "stopping";
  readonly head: { readonly number: number } | undefined;
  readonly cursor: { readonly number: number } | undefined;
  readonly problems: Readonly<Record<string, Reason>>;
  /** Why nothing is signed. */
  readonly holds: readonly Reason[];
  readonly endpoints: readonly Pick<EndpointHealth, "name" | "state">[];
}

/** What an endpoint is in while it cannot serve; one that rests answers again by itself in a moment. */
const UNUSABLE: ReadonlySet<EndpointState> = new Set(["open", "wrongChain", "behind", "disagrees"]);

function listed(endpoints: readonly Pick<EndpointHealth, "name" | "state">[]): string {
  return endpoints.map(({ name, state }) => `${name} (${state})`).join(", ");
}

function withoutEvidence(holds: readonly Reason[]): Reason[] {
  return holds.map(({ code, message }) => ({ code, message }));
}

/** Blocks that the chain was not taken in yet. */
export function blocksBehind({ head, cursor }: Pick<Standing, "head" | "cursor">): number {
  return head && cursor ? Math.max(0, head.number - cursor.number) : 0;
}

/** Why a relay does not serve requests as it should; nothing if it does. */
export function whyNotReady(standing: Standing, maxBlocksBehind: number): Reason[] {
  const { phase, problems, holds, endpoints } = standing;
  const reasons: Reason[] = [];
  if (phase === "starting") reasons.push(reasonOf(fail("ALT_RELAY_STARTING")));
  if (phase === "stopping") reasons.push(reasonOf(fail("ALT_RELAY_STOPPED")));
  const behind = blocksBehind(standing);
  if (behind > maxBlocksBehind)
    reasons.push(reasonOf(fail("ALT_RELAY_BEHIND", { behind, most: maxBlocksBehind })));
  const down = endpoints.filter(({ state }) => UNUSABLE.has(state));
  if (endpoints.length > 0 && down.length === endpoints.length)
    reasons.push(reasonOf(fail("ALT_RELAY_ENDPOINTS_DOWN", { endpoints: listed(down) })));
  return [...reasons, ...withoutEvidence(holds), ...Object.values(problems)];
}
