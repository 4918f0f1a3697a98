import { moment } from "../../protocol/moment.ts";
import { printableLines } from "../../protocol/printable.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { printFields } from "../shared/output.ts";
import { errorDocument } from "./error-document.ts";
import { findProposal } from "./find-proposal.ts";
import { nextCommand } from "./next-command.ts";

export interface StatusArguments extends ClientArguments {
  readonly proposal: string;
}

export default action<StatusArguments>(async (args, hre) => status(await openWorkspace(hre, args), args));

export async function status(workspace: Workspace, args: Pick<StatusArguments, "proposal">) {
  const { dao, addresses, output } = workspace;
  const { describeCall } = await import("../../clients/calls/describe-call.ts");
  const { statusInWords } = await import("../../clients/dao/status-words.ts");
  const found = await dao.statusOf(await findProposal(workspace, args.proposal));
  const words = statusInWords(found);
  const obstacles = found.obstacles.map(({ sentence, error }) => ({ sentence, error: errorDocument(error) }));
  output.finish({ ...found, obstacles, words }, () => {
    printFields({
      proposal: String(found.id),
      description: found.description,
      calls: found.calls.map((call) => describeCall(addresses, call)).join("; "),
      proposer: found.proposer,
      state: found.state,
      "vote from": moment(found.snapshot),
      "vote until": moment(found.deadline),
      "execute from": found.eta === undefined ? "not queued" : moment(found.eta),
    });
    console.log(`\n${printableLines(words.join("\n"))}`);
    const command = nextCommand(found);
    if (command !== undefined) console.log(output.hint(command));
  });
  return found;
}
