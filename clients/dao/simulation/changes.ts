import { getAddress, id, toBigInt, ZeroAddress } from "ethers";
import type { CallFrame, FrameLog } from "./call-frames.ts";
import type { Change } from "./simulation-types.ts";

/** `Transfer` of ERC-20 and of ERC-721, which differ in what is indexed. */
const TRANSFER = id("Transfer(address,address,uint256)");

/** What the calls that stand and their logs moved: ether, ERC-20 tokens summed by account, ERC-721 tokens one by one. */
export function changesOf(frames: readonly CallFrame[], logs: readonly FrameLog[]): Change[] {
  const ether = new Sums();
  for (const { type, from, to, value } of frames) {
    // A delegated call names the value of the call that it is part of.
    if (type === "CALL" && to !== undefined) ether.move("ether", from, to, toBigInt(value ?? "0x0"));
  }
  const tokens = new Sums();
  const transfers = logs.filter(({ topics }) => topics[0] === TRANSFER);
  for (const { address, topics, data } of transfers) {
    if (topics.length === 3)
      tokens.move(getAddress(address), party(topics[1]), party(topics[2]), toBigInt(data));
  }
  return [
    ...ether.list().map(({ account, amount }) => ({ kind: "ether" as const, account, amount })),
    ...tokens.list().map(({ asset, ...rest }) => ({ kind: "tokens" as const, token: asset, ...rest })),
    ...transfers.filter(({ topics }) => topics.length === 4).map(nftChange),
  ];
}

function nftChange({ address, topics }: FrameLog): Change {
  return {
    kind: "nft",
    collection: getAddress(address),
    tokenId: toBigInt(topics[3] ?? "0x0"),
    from: party(topics[1]),
    to: party(topics[2]),
  };
}

/** An address in a word. */
function party(topic: string | undefined): string {
  return getAddress(`0x${(topic ?? "").slice(-40)}`);
}

interface Sum {
  readonly asset: string;
  readonly account: string;
  readonly amount: bigint;
}

/** Amounts by asset and account. The zero address, from which tokens are minted, has none. */
class Sums {
  readonly #sums = new Map<string, Sum>();

  move(asset: string, from: string, to: string, amount: bigint): void {
    this.#add(asset, getAddress(from), -amount);
    this.#add(asset, getAddress(to), amount);
  }

  list(): Sum[] {
    return [...this.#sums.values()].filter(({ amount }) => amount !== 0n);
  }

  #add(asset: string, account: string, amount: bigint): void {
    if (account === ZeroAddress) return;
    const key = `${asset}/${account}`;
    this.#sums.set(key, { asset, account, amount: (this.#sums.get(key)?.amount ?? 0n) + amount });
  }
}
