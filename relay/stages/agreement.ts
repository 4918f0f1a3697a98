import { fail } from "../../protocol/errors.ts";
import { reasonOf } from "../domain/retry.ts";
import type { Chain } from "../ports.ts";
import type { HoldStore, WatchStore } from "../store-port.ts";
import type { Tools } from "./tools.ts";

const CODE = "ALT_RELAY_RPC_DISAGREE";
/** There is one such hold, whoever disagrees about what. */
const EVIDENCE = "endpoints";

/**
 * Holds what is final against what other endpoints say, each time that there is more of it. As long as they disagree,
 * nothing is signed.
 */
export function agreementCheck(
  chain: Pick<Chain, "disagreement">,
  store: Pick<WatchStore, "checkpoints"> & Pick<HoldStore, "hold" | "release">,
  { clock }: Pick<Tools, "clock">,
) {
  let checked = -1;
  /** undefined: a hold of an earlier run may be there. */
  let isDisputed: boolean | undefined;
  return { check };

  async function check(finalized: number): Promise<void> {
    if (finalized === checked) return;
    const [block] = await store.checkpoints({ upTo: finalized, limit: 1 });
    if (block === undefined) return;
    const found = await chain.disagreement(block);
    checked = finalized;
    if (found) {
      const { number, hash, against } = found;
      const reason = reasonOf(fail(CODE, { number, hash, against: against.join(", ") }));
      await store.hold({ evidence: EVIDENCE, ...reason }, clock.now());
    } else if (isDisputed !== false) await store.release(CODE, EVIDENCE);
    isDisputed = found !== undefined;
  }
}
