import type { Expiry } from "../../clients/index.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { ether, figure } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";

export interface ExpireArguments extends ClientArguments {
  /** None: all overdue ones of the account. */
  readonly requests: string[];
  readonly account: string;
}

export default action<ExpireArguments>(async (args, hre) => expire(await openWorkspace(hre, args), args));

export async function expire(
  workspace: Workspace,
  { requests, account }: Pick<ExpireArguments, "requests" | "account">,
) {
  const { functions, output } = workspace;
  const expiry =
    requests.length > 0
      ? await functions.expire(requests.map((id) => id.toLowerCase()))
      : await functions.expireOverdue(await resolveAccount(workspace, account, "account"));
  output.finish(expiry, () => printExpiry(expiry));
  return expiry;
}

function printExpiry({ requestIds, refunded, mined }: Expiry): void {
  if (mined.length === 0) {
    console.log("Nothing is overdue.");
    return;
  }
  printFields({
    expired: requestIds.join(" "),
    refunded: ether(refunded),
    transaction: mined.map(({ hash }) => hash).join(" "),
    gas: figure(mined.reduce((sum, { gasUsed }) => sum + gasUsed, 0n)),
  });
}
