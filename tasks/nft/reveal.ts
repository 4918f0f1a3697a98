import path from "node:path";
import type { Mined, RevealSecret, RevealState } from "../../clients/index.ts";
import { commitmentOf } from "../../clients/nft/commitment.ts";
import { chainTime } from "../../deploy/chain.ts";
import { fail } from "../../protocol/errors.ts";
import { moment } from "../../protocol/moment.ts";
import { action } from "../shared/action.ts";
import { type ClientArguments, openWorkspace, type Workspace } from "../shared/clients.ts";
import { printFields } from "../shared/output.ts";
import { readSecret } from "./secret-file.ts";

export interface RevealArguments extends ClientArguments {
  readonly secret: string | undefined;
}

export default action<RevealArguments>(async (args, hre) => reveal(await openWorkspace(hre, args), args));

/** Takes what steps are left. What is wrong is told before the first. */
export async function reveal(workspace: Workspace, { secret: file }: Pick<RevealArguments, "secret">) {
  const { reveal: client, output, connection } = workspace;
  const before = await client.state();
  const secret = file === undefined ? undefined : requireSecret(file, before);
  if (before.entropy === undefined && (await chainTime(connection.provider)) < before.notBefore)
    throw fail("ALT_NFT_REVEAL_EARLY", { notBefore: moment(before.notBefore) });
  const drawn = before.entropy === undefined ? await client.draw() : undefined;
  const revealed = before.revealed || secret === undefined ? undefined : await client.reveal(secret);
  const document = {
    ...(await client.state()),
    transactions: { drawn: drawn?.hash, revealed: revealed?.hash },
  };
  output.finish(document, () => {
    printFields({
      drawn: `${document.entropy}${sentIn(drawn)}`,
      revealed: document.revealed ? `yes${sentIn(revealed)}` : "not yet",
    });
    if (!document.revealed)
      console.log(output.hint("Who has the seed reveals: `npx hardhat nft reveal --secret FILE`."));
  });
  return document;
}

function sentIn(mined: Mined | undefined): string {
  return mined === undefined ? " (before)" : ` (transaction ${mined.hash})`;
}

/** @throws ALT_FILE_NOT_FOUND or ALT_NFT_SECRET */
function requireSecret(named: string, { commitment }: RevealState): RevealSecret {
  const file = path.resolve(named);
  const secret = readSecret(file);
  if (secret === undefined) throw fail("ALT_FILE_NOT_FOUND", { file });
  const given = commitmentOf(secret);
  if (given !== commitment) throw fail("ALT_NFT_SECRET", { file, given, commitment });
  return secret;
}
