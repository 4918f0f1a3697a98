import path from "node:path";
import type { Allowance, SalePhase } from "../../clients/index.ts";
import { allowlistTree } from "../../deploy/sale-phases.ts";
import { allowlistSchema } from "../../organisation/schema/collection.ts";
import { fail } from "../../protocol/errors.ts";
import type { Workspace } from "../shared/clients.ts";

/** What the signer's line in a list entitles it to, with the proof that the line is the list's. */
export interface Entitlement {
  readonly allowance: Allowance;
  readonly proof: readonly string[];
}

/**
 * Reads the list that the open phase was made from; `price` (wei) is that of lines that name none, their limit the
 * phase's. Throws ALT_NFT_SALE_CLOSED, ALT_NFT_PHASE_KIND, ALT_NFT_LIST, ALT_NFT_NO_ENTRY, and ALT_CONFIG_LIST where a
 * line is not right.
 */
export async function entitlementIn(
  { phases, signer }: Workspace,
  file: string,
  price: bigint,
): Promise<Entitlement> {
  const number = await phases.openPhase();
  const phase = (await phases.status()).phases[Number(number)];
  if (phase?.kind !== "allowlist")
    throw fail("ALT_NFT_PHASE_KIND", { phase: number, kind: phase?.kind ?? "" });
  const tree = treeOf(file, phase, price);
  const account = await signer.getAddress();
  for (const [place, [listed, limit, cost]] of tree.entries()) {
    if (listed === account)
      return { allowance: { limit: BigInt(limit), price: BigInt(cost) }, proof: tree.getProof(place) };
  }
  throw fail("ALT_NFT_NO_ENTRY", { file, account });
}

function treeOf(file: string, { number, limit = 0n, root = "" }: SalePhase, price: bigint) {
  const { dir, base } = path.parse(path.resolve(file));
  const entries = allowlistSchema(dir).parse(base);
  const tree = allowlistTree({ entries, limit: Number(limit), price });
  if (tree.root !== root)
    throw fail("ALT_NFT_LIST", { file, phase: number, root: tree.root, expected: root });
  return tree;
}
