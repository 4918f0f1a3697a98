import { fail } from "../../protocol/errors.ts";
import type { Grounds } from "../domain/holds.ts";
import { reasonOf } from "../domain/retry.ts";
import type { Chain, RouterEvent } from "../ports.ts";
import type { HoldStore, SignStore } from "../store-port.ts";

const CODE = "ALT_RELAY_SIGNATURE_UNKNOWN";

/**
 * Looks for signatures of `keys` on chain that the store does not know of. Every one of ours is in the store before it
 * leaves: one that is not there is another relay's, or forgotten.
 */
export function strangerCheck(
  chain: Pick<Chain, "signersOf">,
  keys: readonly string[],
  store: Pick<HoldStore, "holds" | "signings"> & Pick<SignStore, "unsigned">,
) {
  return { find };

  /** Why signing has to be put on hold, if it has; once it is, nothing is looked up. */
  async function find(events: readonly RouterEvent[]): Promise<Grounds | undefined> {
    const settled = events.filter((event) => event.type === "settled");
    if (keys.length === 0 || settled.length === 0) return undefined;
    const unsigned = new Set(await store.unsigned(settled.map(({ id }) => id)));
    const strange = settled.filter(({ id }) => unsigned.has(id));
    if (strange.length === 0 || (await isKnown())) return undefined;
    const { confirmedBlock } = await store.signings();
    const fresh = strange.filter(({ blockNumber }) => blockNumber > confirmedBlock);
    const blockOf = new Map(fresh.map((event) => [event.transactionHash, event.blockNumber]));
    for (const [transactionHash, block] of blockOf) {
      const key = (await chain.signersOf(transactionHash)).find((signer) => keys.includes(signer));
      if (key === undefined) continue;
      return { evidence: transactionHash, block, ...reasonOf(fail(CODE, { transactionHash, key })) };
    }
    return undefined;
  }

  async function isKnown(): Promise<boolean> {
    return (await store.holds()).some(({ code }) => code === CODE);
  }
}
