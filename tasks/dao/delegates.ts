import type { Delegate, DelegationPage, Holder } from "../../clients/index.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { amountOf, figure } from "../shared/format.ts";
import { printFields, printTable } from "../shared/output.ts";

interface DelegatesArguments {
  /** Those whose tokens give votes to nobody, instead of those who vote. */
  readonly idle: boolean;
  readonly offset: bigint;
  readonly limit: bigint;
}

export default action<ClientArguments & DelegatesArguments>(async (args, hre) =>
  delegates(await openWorkspace(hre, args), args),
);

export async function delegates({ dao, output }: Workspace, { idle, offset, limit }: DelegatesArguments) {
  const page = { offset: Number(offset), limit: Number(limit) };
  if (idle) {
    const found = await dao.idleHolders(page);
    output.finish(found, () => showHolders(found));
    return found;
  }
  const found = await dao.delegates(page);
  output.finish(found, () => {
    showDelegates(found);
    if (found.supply > found.delegated)
      console.log(output.hint("Whose tokens those are, `npx hardhat dao delegates --idle` lists."));
  });
  return found;
}

function showDelegates(found: DelegationPage<Delegate>): void {
  if (found.items.length > 0)
    printTable(
      ["delegate", "votes", "of all", "holders behind it"],
      found.items.map(({ account, votes, delegators }) => [
        account,
        amountOf(votes, found.decimals),
        share(votes, found.supply),
        figure(delegators),
      ]),
    );
  showSums(found, "delegates");
}

function showHolders(found: DelegationPage<Holder>): void {
  if (found.items.length > 0)
    printTable(
      ["holder", "tokens", "of all"],
      found.items.map(({ account, balance }) => [
        account,
        amountOf(balance, found.decimals),
        share(balance, found.supply),
      ]),
    );
  showSums(found, "holders");
}

function showSums<Item>(found: DelegationPage<Item>, of: string): void {
  const { items, offset, total, supply, delegated, decimals } = found;
  const part = (units: bigint) => `${amountOf(units, decimals)} (${share(units, supply)})`;
  printFields({
    [of]: items.length === total ? figure(total) : `${items.length} of ${total}, from ${offset + 1} on`,
    "all tokens": amountOf(supply, decimals),
    "give votes": part(delegated),
    "give votes to nobody": part(supply - delegated),
  });
}

/** To a hundredth of a percent. */
function share(units: bigint, all: bigint): string {
  return all === 0n ? "0 %" : `${Number((units * 10_000n) / all) / 100} %`;
}
