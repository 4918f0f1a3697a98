import type { RequestRecord } from "../../clients/index.ts";
import { fail } from "../../protocol/errors.ts";
import { moment } from "../../protocol/moment.ts";
import { Outcome } from "../../protocol/outcome.ts";
import { action, FailedAfterOutput } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { ether, figure } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";
import { type CallArguments, callOfArguments } from "./call-arguments.ts";
import { stateOf } from "./request-state.ts";
import { showRequest } from "./show-request.ts";

interface RequestArguments extends CallArguments {
  readonly account: string;
  /** Seconds. */
  readonly wait: bigint;
}

export default action<ClientArguments & RequestArguments>(async (args, hre) =>
  request(await openWorkspace(hre, args), args),
);

export async function request(workspace: Workspace, args: RequestArguments) {
  const { functions, output } = workspace;
  const account = await resolveAccount(workspace, args.account, "account");
  const { mined, ...requested } = await functions.request(callOfArguments(args), {
    from: "account",
    account,
  });
  if (args.wait > 0n) {
    output.progress(`Requested ${requested.requestId}, waiting up to ${args.wait} s for the answer.`);
    await functions.waitForSettlement(requested.requestId, { timeoutMs: Number(args.wait) * 1_000 });
    const shown = await showRequest(workspace, requested.requestId);
    requireSuccess(shown);
    return shown;
  }
  const document = { ...requested, ...mined };
  output.finish(document, () => {
    printFields({
      request: requested.requestId,
      account,
      escrow: ether(requested.escrow),
      deadline: moment(requested.header.deadline),
      transaction: mined.hash,
      gas: figure(mined.gasUsed),
    });
    console.log(output.hint(`See its answer with \`npx hardhat functions show ${requested.requestId}\`.`));
  });
  return document;
}

/** Scripts see by the exit code that there is no answer: ALT_FUNCTIONS_OUT_OF_FUEL or ALT_FUNCTIONS_UNANSWERED. */
function requireSuccess(request: RequestRecord): void {
  const outcome = request.state === "settled" ? request.outcome : undefined;
  if (outcome === Outcome.Success) return;
  const { requestId, header } = request;
  throw new FailedAfterOutput(
    outcome === Outcome.OutOfFuel
      ? fail("ALT_FUNCTIONS_OUT_OF_FUEL", { requestId, fuelLimit: header.fuelLimit })
      : fail("ALT_FUNCTIONS_UNANSWERED", { requestId, state: stateOf(request) }),
  );
}
