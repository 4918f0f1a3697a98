import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { figure } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";

export interface DeliverArguments extends ClientArguments {
  readonly request: string;
}

export default action<DeliverArguments>(async (args, hre) => deliver(await openWorkspace(hre, args), args));

export async function deliver(
  { functions, output }: Workspace,
  { request }: Pick<DeliverArguments, "request">,
) {
  const { requestId, header } = await functions.requestOf(request.toLowerCase());
  const mined = await functions.deliver(requestId);
  const document = { requestId, consumer: header.consumer, ...mined };
  output.finish(document, () =>
    printFields({
      delivered: requestId,
      to: header.consumer,
      transaction: mined.hash,
      gas: figure(mined.gasUsed),
    }),
  );
  return document;
}
