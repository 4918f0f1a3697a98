import path from "node:path";
import type { CollectionToken } from "../../clients/index.ts";
import { fail } from "../../protocol/errors.ts";
import { moment } from "../../protocol/moment.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { writeText } from "../shared/files.ts";
import { printFields } from "../shared/output.ts";

export interface ShowArguments extends ClientArguments {
  readonly token: bigint;
  readonly svg: string | undefined;
}

/** The name of a picture that is printed, not written. */
const STANDARD_OUTPUT = "-";

export default action<ShowArguments>(async (args, hre) => show(await openWorkspace(hre, args), args));

export async function show(
  { collection, output }: Workspace,
  { token: tokenId, svg }: Pick<ShowArguments, "token" | "svg">,
) {
  const token = await collection.token(tokenId);
  if (svg !== undefined && token.svg === undefined)
    throw fail("ALT_NFT_PICTURE", { tokenId, uri: token.uri });
  const file = svg === undefined || svg === STANDARD_OUTPUT ? undefined : path.resolve(svg);
  if (file !== undefined) writeText(file, token.svg ?? "");
  const document = { ...token, file };
  output.finish(document, () => (svg === STANDARD_OUTPUT ? console.log(token.svg) : printToken(token, file)));
  return document;
}

function printToken(
  { tokenId, owner, uri, metadata, requestId, pendingUntil }: CollectionToken,
  file?: string,
) {
  if (metadata === undefined) return printFields({ token: String(tokenId), owner, metadata: uri });
  const traits = (metadata.attributes ?? []).map(({ trait_type, value }) => [
    trait_type.toLowerCase(),
    String(value),
  ]);
  printFields({
    token: String(tokenId),
    name: metadata.name,
    owner,
    ...Object.fromEntries(traits),
    request: requestId === undefined ? "none" : `${requestId}${waiting(pendingUntil)}`,
    picture: file ?? "in the metadata; --svg FILE writes it",
  });
}

function waiting(until: bigint | undefined): string {
  return until === undefined ? "" : ` (waiting until ${moment(until)})`;
}
