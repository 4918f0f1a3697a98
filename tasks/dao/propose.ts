import { fail } from "../../protocol/errors.ts";
import { action } from "../shared/action.ts";
import { parseAmount, parseArguments } from "../shared/amounts.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { proposeCalls } from "./propose-calls.ts";

export interface ProposeArguments extends ClientArguments {
  readonly description: string;
  readonly target: string | undefined;
  readonly function: string | undefined;
  readonly args: string;
  readonly value: string;
}

export default action<ProposeArguments>(async (args, hre) => propose(await openWorkspace(hre, args), args));

export async function propose(workspace: Workspace, args: Omit<ProposeArguments, keyof ClientArguments>) {
  if (args.target === undefined || args.function === undefined) throw fail("ALT_DAO_NO_CALLS");
  const { parseCall } = await import("../../clients/dao/proposal-calls.ts");
  const call = parseCall(workspace.addresses, {
    target: args.target,
    signature: args.function,
    args: parseArguments(args.args),
    value: parseAmount(args.value),
  });
  return proposeCalls(workspace, [call], args.description);
}
