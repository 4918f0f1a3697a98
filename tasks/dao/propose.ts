import type { ProposalDraft } from "../../clients/index.ts";
import { fail } from "../../protocol/errors.ts";
import { action } from "../shared/action.ts";
import { parseAmount, parseArguments } from "../shared/amounts.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { readDraft } from "./draft-file.ts";
import { proposeCalls } from "./propose-calls.ts";

export interface ProposeArguments extends ClientArguments {
  readonly description: string | undefined;
  readonly file: string | undefined;
  readonly target: string | undefined;
  readonly function: string | undefined;
  readonly args: string;
  readonly value: string;
}

export default action<ProposeArguments>(async (args, hre) => propose(await openWorkspace(hre, args), args));

export async function propose(workspace: Workspace, args: Omit<ProposeArguments, keyof ClientArguments>) {
  const draft =
    args.file === undefined ? await draftOf(workspace, args) : await readDraft(workspace, args.file);
  return proposeCalls(workspace, draft);
}

/** A proposal of the one call that the command line describes. */
async function draftOf(
  { addresses }: Workspace,
  { description, target, function: signature, args, value }: Omit<ProposeArguments, keyof ClientArguments>,
): Promise<ProposalDraft> {
  const wei = parseAmount(value);
  if (target === undefined || (signature === undefined && wei === 0n)) throw fail("ALT_DAO_NO_CALLS");
  if (description === undefined) throw fail("ALT_DAO_NO_TITLE");
  const { parseCall } = await import("../../clients/calls/parse-call.ts");
  const call = parseCall(addresses, { target, signature, args: parseArguments(args), value: wei });
  return { title: description, calls: [call] };
}
