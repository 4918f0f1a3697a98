import { z } from "zod";
import type { SignedVoucher } from "../../clients/index.ts";
import { fail } from "../../protocol/errors.ts";
import type { Workspace } from "../shared/clients.ts";
import { address, hexData, readJson, wholeNumber } from "../shared/json-file.ts";

const schema = z.object({
  chainId: wholeNumber,
  collection: address,
  account: address,
  phaseStart: wholeNumber,
  phaseEnd: wholeNumber,
  limit: wholeNumber,
  price: wholeNumber,
  deadline: wholeNumber,
  signature: hexData,
});

/** A voucher that the signer can use here. Throws ALT_FILE_NOT_FOUND or ALT_NFT_FILE. */
export async function readVoucher(workspace: Workspace, file: string): Promise<SignedVoucher> {
  const signed = readJson(file, schema, "ALT_NFT_FILE");
  const fault = await strangenessOf(signed, workspace);
  if (fault !== undefined) throw fail("ALT_NFT_FILE", { file, fault });
  return signed;
}

/** What keeps a voucher from being used here; undefined for nothing that can be told before the contract is asked. */
async function strangenessOf(
  { chainId, collection, account }: SignedVoucher,
  { addresses, phases, signer }: Workspace,
): Promise<string | undefined> {
  const sender = await signer.getAddress();
  if (chainId !== addresses.chainId) return `it is for chain ${chainId}, and this is ${addresses.chainId}`;
  if (!isSame(collection, String(phases.contract.target))) return `it is for the collection ${collection}`;
  return isSame(account, sender) ? undefined : `it is ${account}'s, and ${sender} signs`;
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
