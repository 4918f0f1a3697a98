import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { figure } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";

export interface ExpireArguments extends ClientArguments {
  readonly requests: string[];
}

export default action<ExpireArguments>(async (args, hre) => expire(await openWorkspace(hre, args), args));

export async function expire(
  { functions, output }: Workspace,
  { requests }: Pick<ExpireArguments, "requests">,
) {
  const mined = await functions.expire(requests);
  const document = { requests, ...mined };
  output.finish(document, () =>
    printFields({
      expired: requests.join(" "),
      transaction: mined.hash,
      gas: figure(mined.gasUsed),
    }),
  );
  return document;
}
