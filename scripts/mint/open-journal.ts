import { fail } from "../../protocol/errors.ts";
import { LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import { MintJournal, type MintPlan } from "./journal.ts";
import type { MintChain } from "./mint-chain.ts";

/** What a run wants: a plan without the place. */
export type Wanted = Pick<MintPlan, "to" | "quantity" | "folder">;

/**
 * The journal of an interrupted run with this plan, or a new one. From a folder all of its items are wanted in the end:
 * those that were added since belong to the plan. Throws ALT_MINT_OTHER_PLAN where the file tells of another mint, and
 * what `MintChain.requireMintable` throws before the first transaction of a new one.
 */
export async function openJournal(
  chain: Pick<MintChain, "identity" | "requireMintable">,
  file: string,
  wanted: Wanted,
  say: (line: string) => void,
): Promise<{ readonly journal: MintJournal; readonly plan: MintPlan }> {
  const plan = { ...(await chain.identity()), ...wanted };
  const journal = MintJournal.open(file);
  forgetGoneChain(journal, plan, say);
  if (journal.plan === undefined) {
    await chain.requireMintable(BigInt(wanted.quantity));
    journal.append({ type: "plan", ...plan });
  } else if (!isSamePlan(journal.plan, plan)) {
    const { quantity, collection, to } = journal.plan;
    throw fail("ALT_MINT_OTHER_PLAN", { file, quantity, collection, to });
  }
  return { journal, plan };
}

/** A local node that was restarted has forgotten what was minted; another chain never does. */
function forgetGoneChain(journal: MintJournal, { chainId, chain }: MintPlan, say: (line: string) => void) {
  const { plan, file } = journal;
  if (plan === undefined || chainId !== String(LOCAL_CHAIN_ID) || plan.chainId !== chainId) return;
  if (plan.chain === chain) return;
  say(`The node was restarted: ${file} told of a chain that is gone, and begins anew.`);
  journal.remove();
}

function isSamePlan(one: MintPlan, other: MintPlan): boolean {
  const same = (["chainId", "chain", "collection", "to", "folder"] as const).every(
    (field) => one[field] === other[field],
  );
  return same && (one.folder !== undefined || one.quantity === other.quantity);
}
