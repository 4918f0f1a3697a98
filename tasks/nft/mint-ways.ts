import type { Minted } from "../../clients/index.ts";
import { fail } from "../../protocol/errors.ts";
import { parseAmount } from "../shared/amounts.ts";
import type { Workspace } from "../shared/clients.ts";
import { entitlementIn } from "./allowlist.ts";
import { readVoucher } from "./voucher-file.ts";

/** How many are minted, and by what right: everybody's, unless a list or a voucher is named. */
export interface MintWay {
  readonly count: bigint;
  readonly list: string | undefined;
  /** Ether, of lines that name none. */
  readonly price: string;
  readonly voucher: string | undefined;
}

export async function mintBy(workspace: Workspace, way: MintWay, owner: string): Promise<Minted> {
  const { count, list, price, voucher } = way;
  const { collection, phases } = workspace;
  if (list !== undefined && voucher !== undefined) throw fail("ALT_NFT_MINT_WAYS");
  if (list !== undefined) {
    const { allowance, proof } = await entitlementIn(workspace, list, parseAmount(price));
    return phases.mintAllowlisted(count, allowance, proof, owner);
  }
  if (voucher !== undefined) {
    const signed = await readVoucher(workspace, voucher);
    return phases.mintWithVoucher(count, signed, signed.signature, owner);
  }
  return collection.mint(count, owner);
}
