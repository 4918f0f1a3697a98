import type { Mined } from "../../clients/index.ts";
import { moment } from "../../protocol/moment.ts";
import type { Workspace } from "../shared/clients.ts";
import { tokens } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";

/** Ends a task that changed a stake: with what the holder has under the operator now, and all that stands there. */
export async function finishWithStake(
  { operators, output }: Workspace,
  { operator, holder }: { readonly operator: string; readonly holder: string },
  mined: Mined,
) {
  const [stake, bond, { symbol }] = await Promise.all([
    operators.stakeOf(operator, holder),
    operators.bondOf(operator),
    operators.currency(),
  ]);
  const document = { operator, holder, ...stake, bond, ...mined };
  output.finish(document, () =>
    printFields({
      operator,
      holder,
      "holder's stake": `${tokens(stake.bonded)} ${symbol}`,
      leaving:
        stake.leaving === 0n ? "nothing" : `${tokens(stake.leaving)} ${symbol}, ${from(stake.readyAt)}`,
      "operator's bond": `${tokens(bond.bonded)} ${symbol}`,
      transaction: mined.hash,
    }),
  );
  return document;
}

function from(readyAt: bigint): string {
  return `to be withdrawn from ${moment(readyAt)} on`;
}
