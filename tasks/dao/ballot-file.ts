import { z } from "zod";
import { type SignedVote, voteKinds } from "../../clients/index.ts";
import { fail } from "../../protocol/errors.ts";
import type { Workspace } from "../shared/clients.ts";
import { address, hexData, readJson, wholeNumber } from "../shared/json-file.ts";

const schema = z.object({
  chainId: wholeNumber,
  governor: address,
  proposalId: wholeNumber,
  voter: address,
  vote: z.enum(voteKinds),
  reason: z.string(),
  nonce: wholeNumber,
  signature: hexData,
});

/** A ballot that can be cast at this governor. Throws ALT_FILE_NOT_FOUND or ALT_DAO_BALLOT. */
export function readBallot({ addresses }: Workspace, file: string): SignedVote {
  const ballot = readJson(file, schema, "ALT_DAO_BALLOT");
  const { chainId, governor } = ballot;
  if (chainId !== addresses.chainId)
    throw fail("ALT_DAO_BALLOT", {
      file,
      fault: `it is for chain ${chainId}, and this is ${addresses.chainId}`,
    });
  if (governor.toLowerCase() !== addresses.governor.toLowerCase())
    throw fail("ALT_DAO_BALLOT", { file, fault: `it is for the governor ${governor}` });
  return ballot;
}
