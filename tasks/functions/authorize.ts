import { fail } from "../../protocol/errors.ts";
import { action } from "../shared/action.ts";
import { parseAmount } from "../shared/amounts.ts";
import { type ClientArguments, openWorkspace, resolveAccount, type Workspace } from "../shared/clients.ts";
import { printFields } from "../shared/output.ts";
import { capInWords } from "./print-account.ts";

export interface AuthorizeArguments extends ClientArguments {
  readonly consumer: string;
  /** Ether, or `none`. */
  readonly cap: string | undefined;
}

export default action<AuthorizeArguments>(async (args, hre) =>
  authorize(await openWorkspace(hre, args), args),
);

/** All that an account has is given only to whom the word `none` was said for. */
export async function authorize(
  workspace: Workspace,
  { consumer: named, cap: text }: Pick<AuthorizeArguments, "consumer" | "cap">,
) {
  const { functions, output } = workspace;
  const consumer = await resolveAccount(workspace, named, "consumer");
  if (text === undefined) throw fail("ALT_FUNCTIONS_CAP_MISSING", { consumer });
  const cap = text === "none" ? text : parseAmount(text);
  const mined = await functions.authorize(consumer, cap);
  const document = { consumer, cap, ...mined };
  output.finish(document, () =>
    printFields({ consumer, cap: capInWords(cap === "none" ? undefined : cap), transaction: mined.hash }),
  );
  return document;
}
