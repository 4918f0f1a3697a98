import { fail } from "../../protocol/errors.ts";
import type { Reason } from "./request.ts";
import { reasonOf } from "./retry.ts";

/** What decides whether a relay serves requests. */
export interface Standing {
  readonly phase: "starting" | "running" | "stopping";
  readonly head: { readonly number: number } | undefined;
  readonly cursor: { readonly number: number } | undefined;
  readonly problems: Readonly<Record<string, Reason>>;
}

/** Blocks that the chain was not taken in yet. */
export function blocksBehind({ head, cursor }: Pick<Standing, "head" | "cursor">): number {
  return head && cursor ? Math.max(0, head.number - cursor.number) : 0;
}

/** Why a relay does not serve requests as it should; nothing if it does. */
export function whyNotReady(standing: Standing, maxBlocksBehind: number): Reason[] {
  const { phase, problems } = standing;
  const reasons: Reason[] = [];
  if (phase === "starting") reasons.push(reasonOf(fail("ALT_RELAY_STARTING")));
  if (phase === "stopping") reasons.push(reasonOf(fail("ALT_RELAY_STOPPED")));
  const behind = blocksBehind(standing);
  if (behind > maxBlocksBehind)
    reasons.push(reasonOf(fail("ALT_RELAY_BEHIND", { behind, most: maxBlocksBehind })));
  return [...reasons, ...Object.values(problems)];
}
