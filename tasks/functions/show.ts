import { action } from "../shared/action.ts";
import { parseWhole } from "../shared/amounts.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { showFunction } from "./show-function.ts";
import { showRequest } from "./show-request.ts";

export interface ShowArguments extends ClientArguments {
  readonly what: string;
}

const REQUEST_ID = /^0x[0-9a-fA-F]{64}$/;

export default action<ShowArguments>(async (args, hre) => show(await openWorkspace(hre, args), args));

export async function show(workspace: Workspace, { what }: Pick<ShowArguments, "what">) {
  return REQUEST_ID.test(what)
    ? showRequest(workspace, what.toLowerCase())
    : showFunction(workspace, parseWhole(what, "function's id"));
}
