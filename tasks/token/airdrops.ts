import type { AirdropRound } from "../../clients/index.ts";
import { chainTime } from "../../deploy/chain.ts";
import { moment } from "../../protocol/moment.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { tokens } from "../shared/format.ts";
import { printTable } from "../shared/output.ts";

export default action<ClientArguments>(async (args, hre) => airdrops(await openWorkspace(hre, args)));

export async function airdrops({ distributor, connection, output }: Workspace) {
  const now = await chainTime(connection.provider);
  const rounds = (await distributor.rounds()).map((round) => ({ ...round, state: stateOf(round, now) }));
  output.finish({ rounds }, () => {
    if (rounds.length === 0) return console.log("There was no airdrop yet (docs/scripts.md).");
    printTable(
      ["airdrop", "state", "tokens", "left", "claims until", "root"],
      rounds.map(({ number, state, total, remaining, expiry, root }) => [
        String(number),
        state,
        tokens(total),
        tokens(remaining),
        expiry === 0n ? "" : moment(expiry),
        root,
      ]),
    );
  });
  return rounds;
}

/** What is left of one that is over goes to the treasury once somebody closes it. */
function stateOf({ expiry }: AirdropRound, now: bigint): "open" | "over" | "closed" {
  if (expiry === 0n) return "closed";
  return now > expiry ? "over" : "open";
}
