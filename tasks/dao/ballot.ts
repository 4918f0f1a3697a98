import path from "node:path";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { writeText } from "../shared/files.ts";
import { printFields, toJson } from "../shared/output.ts";
import { findProposal } from "./find-proposal.ts";
import { parseVote } from "./vote-kind.ts";

export interface BallotArguments extends ClientArguments {
  readonly proposal: string;
  readonly vote: string;
  readonly reason: string | undefined;
  readonly out: string | undefined;
}

export default action<BallotArguments>(async (args, hre) => ballot(await openWorkspace(hre, args), args));

export async function ballot(workspace: Workspace, args: Omit<BallotArguments, keyof ClientArguments>) {
  const { dao, output } = workspace;
  const kind = parseVote(args.vote);
  const proposal = await findProposal(workspace, args.proposal);
  const signed = await dao.signVote(proposal.id, kind, args.reason);
  const file = path.resolve(args.out ?? `ballot-${String(proposal.id).slice(0, 8)}-${signed.voter}.json`);
  writeText(file, `${toJson(signed)}\n`);
  const document = { ...signed, file };
  output.finish(document, () => {
    printFields({ proposal: String(proposal.id), vote: kind, voter: signed.voter, file });
    console.log(
      output.hint(
        `Anybody casts it with \`npx hardhat dao cast ${path.relative(".", file)}\`, and pays its gas.`,
      ),
    );
  });
  return document;
}
