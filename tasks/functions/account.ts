import type { AuthorizedConsumer, RequestRecord } from "../../clients/index.ts";
import { moment } from "../../protocol/moment.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { ether, figure, short } from "../shared/format.ts";
import { printFields, printTable } from "../shared/output.ts";
import { capInWords } from "./print-account.ts";

export interface AccountArguments extends ClientArguments {
  readonly account: string;
}

export default action<AccountArguments>(async (args, hre) => account(await openWorkspace(hre, args), args));

export async function account(workspace: Workspace, args: Pick<AccountArguments, "account">) {
  const { functions, output } = workspace;
  const address = await resolveAccount(workspace, args.account, "account");
  const [found, waiting, consumers] = await Promise.all([
    functions.account(address),
    functions.requests({ account: address, states: ["pending", "overdue"] }),
    functions.consumers(address),
  ]);
  const live = waiting.map(lineOf);
  const document = { ...found, live, consumers };
  output.finish(document, () => {
    printFields({
      account: address,
      balance: ether(found.balance),
      "in escrow": ether(live.reduce((sum, { escrow }) => sum + escrow, 0n)),
      "requests made": figure(found.requests),
      waiting: figure(live.length),
    });
    if (live.length > 0) printLive(live);
    if (consumers.length > 0) printConsumers(consumers);
  });
  return document;
}

function lineOf({ requestId, program, header, state, escrow }: RequestRecord) {
  const { functionId } = program;
  return { requestId, functionId, consumer: header.consumer, state, escrow, deadline: header.deadline };
}

function printLive(live: readonly ReturnType<typeof lineOf>[]): void {
  printTable(
    ["waiting request", "function", "consumer", "state", "escrow", "deadline"],
    live.map((line) => [
      short(line.requestId),
      String(line.functionId),
      line.consumer,
      line.state,
      ether(line.escrow),
      moment(line.deadline),
    ]),
  );
}

function printConsumers(consumers: readonly AuthorizedConsumer[]): void {
  printTable(
    ["consumer", "cap", "used"],
    consumers.map(({ consumer, cap, used }) => [
      consumer,
      capInWords(cap),
      cap === undefined ? "" : ether(used),
    ]),
  );
}
