import type { FunctionReceipt, RequestFilter } from "../../clients/index.ts";
import { requireUint } from "../../clients/support/ranges.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { requireOneFormat } from "../shared/csv.ts";
import { printReceipts, receiptsAsCsv } from "./print-receipts.ts";

interface ReceiptsArguments {
  readonly account: string | undefined;
  /** 0: all. */
  readonly function: bigint;
  readonly fromBlock: bigint;
  /** 0: all. */
  readonly limit: bigint;
  readonly csv: boolean;
}

export default action<ClientArguments & ReceiptsArguments>(async (args, hre) => {
  requireOneFormat(args);
  return receipts(await openWorkspace(hre, args), args);
});

export async function receipts(workspace: Workspace, args: ReceiptsArguments) {
  const { functions, output } = workspace;
  const found = await functions.receipts(await filterOf(workspace, args));
  output.finish({ receipts: found }, () => show(found, args.csv));
  return found;
}

async function filterOf(workspace: Workspace, args: ReceiptsArguments): Promise<RequestFilter> {
  const { account, function: functionId, limit } = args;
  return {
    ...(account === undefined ? {} : { account: await resolveAccount(workspace, account, "account") }),
    ...(functionId === 0n ? {} : { functionId }),
    ...(limit === 0n ? {} : { limit: wholeNumber(limit, "limit") }),
    fromBlock: wholeNumber(args.fromBlock, "number of a block"),
  };
}

function show(found: readonly FunctionReceipt[], csv: boolean): void {
  if (csv) console.log(receiptsAsCsv(found));
  else if (found.length === 0) console.log("No settled requests.");
  else printReceipts(found);
}

/** The widest that is exact as a JavaScript number has 53 bits. */
function wholeNumber(value: bigint, role: string): number {
  return Number(requireUint(value, 53, role));
}
