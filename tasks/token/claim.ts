import { moment } from "../../protocol/moment.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { figure, tokens } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";
import type { VestingArguments } from "./vesting.ts";

export default action<ClientArguments & VestingArguments>(async (args, hre) =>
  claim(await openWorkspace(hre, args), args),
);

/** Anyone may: the beneficiary alone is paid. Sends nothing where nothing is due. */
export async function claim(workspace: Workspace, args: VestingArguments) {
  const { output } = workspace;
  const account = await resolveAccount(workspace, args.account, "account");
  const { mined, ...claimed } = await workspace.vesting.claim(account);
  const waiting = mined === undefined ? await nextCliff(workspace, account) : undefined;
  const document = { ...claimed, ...mined };
  output.finish(document, () => {
    if (mined === undefined) return console.log(`There is nothing to claim now${waiting ?? ""}.`);
    printFields({
      account,
      claimed: `${tokens(claimed.amount)} tokens`,
      grants: claimed.claims.map(({ id }) => String(id)).join(", "),
      transaction: mined.hash,
      gas: figure(mined.gasUsed),
    });
  });
  return document;
}

/** When the first of the grants begins to pay that has paid nothing yet. */
async function nextCliff({ vesting }: Workspace, account: string): Promise<string | undefined> {
  const cliffs = (await vesting.grants(account))
    // A grant that was revoked before its cliff pays nothing any more.
    .filter(({ amount, vested }) => amount > 0n && vested === 0n)
    .map(({ cliff }) => cliff);
  const [first] = cliffs.sort((one, other) => Number(one - other));
  return first === undefined ? undefined : `; the next grant begins at ${moment(first)}`;
}
