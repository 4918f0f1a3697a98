import { fail } from "../../../protocol/errors.ts";
import { timeAtLeast } from "../../../relay/domain/clock.ts";
import type { Store } from "../../../relay/store-port.ts";
import { action } from "../../shared/action.ts";
import { figure } from "../../shared/format.ts";
import { outputFor } from "../../shared/output.ts";
import type { RelayArguments } from "../shared.ts";
import { withStore } from "../store.ts";

interface ReplayArguments extends RelayArguments {
  /** Empty with `all`. */
  readonly request: string;
  readonly all: boolean;
}

/** A relay that runs meanwhile finds what was replayed at its next look. */
export default action<ReplayArguments>((args, hre) =>
  withStore(hre, args, async (store) => {
    const id = args.request.toLowerCase();
    if (args.all === (id !== "")) throw fail("ALT_RELAY_REPLAY_WHICH");
    const replayed = await store.replay(args.all ? "all" : [id], await timestampOf(store));
    if (!args.all && replayed.length === 0) await refuse(store, id);
    outputFor(args).finish({ replayed }, () =>
      console.log(`Replayed ${figure(replayed.length)} ${replayed.length === 1 ? "request" : "requests"}.`),
    );
  }),
);

async function timestampOf(store: Store): Promise<bigint> {
  const head = await store.head();
  return timeAtLeast(head?.timestamp ?? 0n, Date.now());
}

async function refuse(store: Store, id: string): Promise<never> {
  const letter = await store.deadLetter(id);
  if (!letter) throw fail("ALT_RELAY_DEAD_UNKNOWN", { id });
  const { state, deadline } = letter;
  throw fail("ALT_RELAY_REPLAY_REFUSED", { id, state, deadline });
}
