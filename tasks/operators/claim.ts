import type { Claimed } from "../../clients/index.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { ether, figure, gwei } from "../shared/format.ts";
import { printFields, printTable } from "../shared/output.ts";

interface ClaimArguments {
  /** 0: the current one. */
  readonly epoch: bigint;
  readonly operator: string | undefined;
}

export default action<ClientArguments & ClaimArguments>(async (args, hre) =>
  claim(await openWorkspace(hre, args), args),
);

export async function claim(workspace: Workspace, args: ClaimArguments) {
  const { operators, output } = workspace;
  const { epoch } = await operators.epoch(args.epoch === 0n ? undefined : args.epoch);
  const signer =
    args.operator === undefined ? undefined : await resolveAccount(workspace, args.operator, "operator");
  const claimed = await operators.claim(epoch, signer);
  const document = { epoch, ...claimed };
  output.finish(document, () =>
    show(claimed, output.hint("Take it out with `npx hardhat functions withdraw`.")),
  );
  return document;
}

function show({ tills, fees, transactions }: Claimed, next: string): void {
  if (transactions.length === 0) {
    console.log("There is nothing to claim.");
    return;
  }
  printFields({
    "tills emptied": figure(tills.length),
    "gas paid back": ether(tills.reduce((sum, { reimbursed }) => sum + reimbursed, 0n)),
    transactions: transactions.map(({ hash }) => hash).join(", "),
  });
  if (fees.length === 0) return;
  printTable(
    ["signer", "account credited", "fees (gwei)"],
    fees.map(({ signer, payout, amount }) => [signer, payout, gwei(amount)]),
  );
  console.log(next);
}
