import { getAddress, toQuantity } from "ethers";

/** The part of an EIP-1193 provider that a deploy needs. */
export interface Rpc {
  request(call: { method: string; params?: unknown[] }): Promise<unknown>;
}

export interface BlockSummary {
  readonly number: number;
  readonly hash: string;
  readonly transactions: readonly SentTransaction[];
}

export interface SentTransaction {
  readonly hash: string;
  readonly from: string;
  readonly nonce: number;
}

interface RpcBlock {
  readonly number: string;
  readonly hash: string;
  readonly transactions: readonly { hash: string; from: string; nonce: string }[];
}

export async function chainIdOf(rpc: Rpc): Promise<bigint> {
  return BigInt((await rpc.request({ method: "eth_chainId" })) as string);
}

export async function accountsOf(rpc: Rpc): Promise<string[]> {
  const accounts = (await rpc.request({ method: "eth_accounts" })) as string[];
  return accounts.map((account) => getAddress(account));
}

export async function hasCode(rpc: Rpc, address: string): Promise<boolean> {
  return (await codeAt(rpc, address)) !== "0x";
}

/** The code at an address, `0x` if there is none. */
export async function codeAt(rpc: Rpc, address: string): Promise<string> {
  return (await rpc.request({ method: "eth_getCode", params: [address, "latest"] })) as string;
}

/** A block with its transactions by number or tag; undefined if the chain has none. */
export async function blockAt(
  rpc: Rpc,
  place: number | "latest" | "pending",
): Promise<BlockSummary | undefined> {
  const tag = typeof place === "number" ? toQuantity(place) : place;
  const block = (await rpc.request({
    method: "eth_getBlockByNumber",
    params: [tag, true],
  })) as RpcBlock | null;
  if (block === null) return undefined;
  const transactions = block.transactions.map(({ hash, from, nonce }) => ({
    hash,
    from,
    nonce: Number(nonce),
  }));
  return { number: Number(block.number), hash: block.hash, transactions };
}

/** The chain's clock in Unix seconds: that of its latest block. */
export async function chainTime(rpc: Rpc): Promise<bigint> {
  const block = await rpc.request({ method: "eth_getBlockByNumber", params: ["latest", false] });
  return BigInt((block as { readonly timestamp: string }).timestamp);
}

/** How many transactions `sender` had sent when the block was done; the next nonce. */
export async function nonceAt(
  rpc: Rpc,
  sender: string,
  place: number | "latest" | "pending",
): Promise<number> {
  const tag = typeof place === "number" ? toQuantity(place) : place;
  return Number(await rpc.request({ method: "eth_getTransactionCount", params: [sender, tag] }));
}

/**
 * What tells one run of a local node from the next: Hardhat's and anvil's instance id, else the hash of the chain's
 * first block.
 */
export async function chainInstance(rpc: Rpc): Promise<string> {
  try {
    const metadata = (await rpc.request({ method: "hardhat_metadata" })) as { instanceId?: string };
    if (metadata.instanceId) return metadata.instanceId;
  } catch {
    // Not a development node: it does not know the method.
  }
  return (await blockAt(rpc, 0))?.hash ?? "";
}

/**
 * The transaction of `sender` with `nonce`, mined or waiting; undefined if there is none. Looks back from the head in
 * growing steps, so that a recent one is found on nodes that keep no old state.
 */
export async function findSent(
  rpc: Rpc,
  sender: string,
  nonce: number,
): Promise<SentTransaction | undefined> {
  const isIt = (sent: SentTransaction) =>
    sent.nonce === nonce && sent.from.toLowerCase() === sender.toLowerCase();
  if ((await nonceAt(rpc, sender, "latest")) <= nonce) {
    return (await blockAt(rpc, "pending"))?.transactions.find(isIt);
  }
  const block = await blockAt(rpc, await firstBlockPast(rpc, sender, nonce));
  return block?.transactions.find(isIt);
}

/** The block that holds the transaction: the first after which the sender's count is above its nonce. */
async function firstBlockPast(rpc: Rpc, sender: string, nonce: number): Promise<number> {
  let after = (await blockAt(rpc, "latest"))?.number ?? 0;
  let before = after;
  for (let step = 1; before > 0; step *= 2) {
    before = Math.max(0, after - step);
    if ((await nonceAt(rpc, sender, before)) <= nonce) break;
    after = before;
  }
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if ((await nonceAt(rpc, sender, middle)) <= nonce) before = middle;
    else after = middle;
  }
  return after;
}
