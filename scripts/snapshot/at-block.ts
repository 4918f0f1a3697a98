import { type Block, Contract, type Provider } from "ethers";
import { fail } from "../../protocol/errors.ts";
import { revertDataOf } from "../../protocol/reverts.ts";
import type { Workspace } from "../../tasks/shared/clients.ts";
import type { AtBlock } from "./check.ts";

/** The contract whose holders are listed. */
export type Asset = Workspace["token"]["contract"] | Workspace["collection"]["contract"];

const VOTES = ["function getVotes(address account) view returns (uint256)"];
const TAGS = ["latest", "safe", "finalized"];

/** The block that a setting names. Throws ALT_SNAPSHOT_BLOCK. */
export async function findBlock(provider: Provider, block: string): Promise<Block> {
  const known = TAGS.includes(block) || /^\d{1,15}$/.test(block);
  const found = known ? await provider.getBlock(TAGS.includes(block) ? block : Number(block)) : null;
  if (found === null) throw fail("ALT_SNAPSHOT_BLOCK", { block, head: await provider.getBlockNumber() });
  return found;
}

/** Sees that the chain did not go back while the events were read. Throws ALT_SNAPSHOT_REORG. */
export async function requireSameBlock(provider: Provider, { number, hash }: Block): Promise<void> {
  if ((await provider.getBlock(number))?.hash !== hash) throw fail("ALT_SNAPSHOT_REORG", { block: number });
}

/** What the contract says at a block. */
export function assetAt(asset: Asset, block: number): AtBlock {
  const at = { blockTag: block };
  const votes = new Contract(asset.target, VOTES, asset.runner).getFunction("getVotes");
  return {
    block,
    balanceOf: (account) => asset.balanceOf(account, at),
    totalSupply: () => asset.totalSupply(at),
    votesOf: async (account) => {
      try {
        return (await votes(account, at)) as bigint;
      } catch (error) {
        // A collection without votes has no such function.
        if (revertDataOf(error) === "0x") return undefined;
        throw error;
      }
    },
  };
}
