import path from "node:path";
import { hexlify, randomBytes } from "ethers";
import { commitmentOf } from "../../clients/nft/commitment.ts";
import { fail } from "../../protocol/errors.ts";
import { action } from "../shared/action.ts";
import { outputFor, printFields } from "../shared/output.ts";
import { readSecret, writeSecret } from "./secret-file.ts";

export interface CommitArguments {
  readonly json: boolean;
  readonly uri: string;
  readonly out: string;
}

export default action<CommitArguments>(async (args, hre) => commit(args, hre.globalOptions.network));

/** A second time, the same place has the same commitment: the seed stands in the file. */
export async function commit({ json, uri, out }: CommitArguments, network?: string) {
  const file = path.resolve(out);
  const kept = readSecret(file);
  if (kept !== undefined && kept.baseUri !== uri)
    throw fail("ALT_NFT_SECRET_KEPT", { file, baseUri: kept.baseUri });
  const secret = kept ?? { seed: hexlify(randomBytes(32)), baseUri: uri };
  if (kept === undefined) writeSecret(file, secret);
  const document = { commitment: commitmentOf(secret), baseUri: uri, file };
  const output = outputFor({ json }, network);
  output.finish(document, () => {
    printFields({ commitment: document.commitment, "base URI": uri, "seed in": file });
    console.log(
      output.hint(
        `Write the commitment into the collection's metadata, keep the file secret and safe: after the sale \`npx hardhat nft reveal --secret ${out}\` needs it.`,
      ),
    );
  });
  return document;
}
