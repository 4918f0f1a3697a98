import type { Log, Provider } from "ethers";

type Search = Pick<Parameters<Provider["getLogs"]>[0], "address" | "topics">;

/** Blocks of the first chunk, and of the largest. */
const FIRST_CHUNK = 5_000;
const LARGEST_CHUNK = 100_000;

/**
 * Hands on the logs of all blocks from `from` to `to` in their order, chunk by chunk, so that the history of a large token
 * needs no memory for all of it. RPC services bound what they answer, each differently: a chunk that is refused is
 * halved, and the next one after a success is twice as long. A single block that is refused throws what the node said.
 */
export async function readLogs(
  provider: Pick<Provider, "getLogs">,
  search: Search,
  { from, to }: { readonly from: number; readonly to: number },
  onChunk: (logs: readonly Log[], upTo: number) => void,
): Promise<void> {
  let size = FIRST_CHUNK;
  for (let next = from; next <= to; ) {
    const end = Math.min(to, next + size - 1);
    const logs = await chunkOf(provider, { ...search, fromBlock: next, toBlock: end });
    if (logs === undefined) {
      size = Math.floor((end - next + 1) / 2);
      continue;
    }
    onChunk(logs, end);
    next = end + 1;
    size = Math.min(2 * size, LARGEST_CHUNK);
  }
}

/** The logs, or undefined where the node may answer for fewer blocks. */
async function chunkOf(
  provider: Pick<Provider, "getLogs">,
  search: Search & { readonly fromBlock: number; readonly toBlock: number },
): Promise<readonly Log[] | undefined> {
  try {
    return await provider.getLogs(search);
  } catch (error) {
    if (search.fromBlock === search.toBlock) throw error;
    return undefined;
  }
}
