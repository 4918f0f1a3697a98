import type { Holding } from "../../clients/dao/holdings.ts";
import { fail } from "../../protocol/errors.ts";
import { revertDataOf } from "../../protocol/reverts.ts";

/** What the contract itself says of a block. */
export interface AtBlock {
  readonly block: number;
  balanceOf(account: string): Promise<bigint>;
  /** Undefined where the contract gives no votes. */
  votesOf(account: string): Promise<bigint | undefined>;
  totalSupply(): Promise<bigint>;
}

/** Accounts asked for at a time. */
const AT_ONCE = 16;

/**
 * Holds what the events told against the contract's own state at the block: every balance, every vote and the supply. An
 * event that a node left out would else go unseen. Throws ALT_SNAPSHOT_MISMATCH, or ALT_SNAPSHOT_NO_STATE where the node
 * keeps no state that old.
 */
export async function checkHoldings(
  holdings: readonly Holding[],
  chain: AtBlock,
  onProgress: (checked: number) => void = () => {},
): Promise<void> {
  const { block } = chain;
  const supply = await stateOf(block, chain.totalSupply());
  const sum = holdings.reduce((total, { balance }) => total + balance, 0n);
  if (sum !== supply) throw mismatch(block, "the supply", sum, supply);
  for (let next = 0; next < holdings.length; next += AT_ONCE) {
    const some = holdings.slice(next, next + AT_ONCE);
    await Promise.all(some.map((holding) => checkOne(holding, chain)));
    onProgress(next + some.length);
  }
}

async function checkOne({ account, balance, votes }: Holding, chain: AtBlock): Promise<void> {
  const { block } = chain;
  const [held, given] = await Promise.all([
    stateOf(block, chain.balanceOf(account)),
    stateOf(block, chain.votesOf(account)),
  ]);
  if (held !== balance) throw mismatch(block, `the balance of ${account}`, balance, held);
  if ((given ?? 0n) !== votes) throw mismatch(block, `the votes of ${account}`, votes, given ?? 0n);
}

function mismatch(block: number, what: string, told: bigint, actual: bigint) {
  return fail("ALT_SNAPSHOT_MISMATCH", { block, what, told, actual });
}

/** A node without the block's state refuses, each in its own words; a contract that refuses has revert data. */
async function stateOf<Value>(block: number, read: Promise<Value>): Promise<Value> {
  try {
    return await read;
  } catch (error) {
    if (revertDataOf(error) !== undefined) throw error;
    throw fail("ALT_SNAPSHOT_NO_STATE", { block }, error);
  }
}
