import { dataSlice, getAddress, id, type Log, ZeroAddress } from "ethers";

const TRANSFER = id("Transfer(address,address,uint256)");
const DELEGATE_CHANGED = id("DelegateChanged(address,address,address)");
const VOTES_CHANGED = id("DelegateVotesChanged(address,uint256,uint256)");

/** What to ask a node for: every event that moves a balance or a vote. */
export const holdingTopics = [[TRANSFER, DELEGATE_CHANGED, VOTES_CHANGED]];

/** An account that holds tokens or may vote. Amounts are smallest units, or tokens of a collection. */
export interface Holding {
  readonly account: string;
  readonly balance: bigint;
  /** What was delegated to it. */
  readonly votes: bigint;
  /** Whom its own balance gives votes to; undefined: nobody. */
  readonly delegate: string | undefined;
  /** Ids of a collection's tokens, ascending; none of a token's that is divided. */
  readonly tokenIds: readonly bigint[];
}

/** Who has what, as the events of a token (ERC-20) or a collection (ERC-721) with votes (ERC-5805) tell it. */
export class Holdings {
  readonly #balances = new Map<string, bigint>();
  readonly #owners = new Map<bigint, string>();
  readonly #votes = new Map<string, bigint>();
  readonly #delegates = new Map<string, string>();

  /** Takes in the next event. */
  apply({ topics, data }: Pick<Log, "topics" | "data">): void {
    const [kind, first = "", second = "", third = ""] = topics;
    if (kind === TRANSFER && topics.length === 4) this.#moveToken(BigInt(third), addressOf(second));
    else if (kind === TRANSFER) this.#moveAmount(addressOf(first), addressOf(second), BigInt(data));
    else if (kind === DELEGATE_CHANGED) this.#delegates.set(addressOf(first), addressOf(third));
    else if (kind === VOTES_CHANGED) this.#votes.set(addressOf(first), BigInt(dataSlice(data, 32, 64)));
  }

  /** Everybody who holds or may vote, the largest balance first. */
  list(): Holding[] {
    const tokens = this.#tokensByOwner();
    const balanceOf = (account: string) =>
      this.#balances.get(account) ?? BigInt(tokens.get(account)?.length ?? 0);
    const accounts = new Set([...this.#balances.keys(), ...tokens.keys(), ...this.#votes.keys()]);
    return [...accounts]
      .map((account) => ({
        account,
        balance: balanceOf(account),
        votes: this.#votes.get(account) ?? 0n,
        delegate: unlessZero(this.#delegates.get(account)),
        tokenIds: tokens.get(account) ?? [],
      }))
      .filter(({ balance, votes }) => balance !== 0n || votes !== 0n)
      .sort((one, other) => byNumber(other.balance, one.balance) || (one.account < other.account ? -1 : 1));
  }

  #moveAmount(from: string, to: string, amount: bigint): void {
    this.#add(from, -amount);
    this.#add(to, amount);
  }

  #add(account: string, amount: bigint): void {
    if (account !== ZeroAddress) this.#balances.set(account, (this.#balances.get(account) ?? 0n) + amount);
  }

  #moveToken(tokenId: bigint, to: string): void {
    if (to === ZeroAddress) this.#owners.delete(tokenId);
    else this.#owners.set(tokenId, to);
  }

  #tokensByOwner(): Map<string, bigint[]> {
    const tokens = new Map<string, bigint[]>();
    for (const [tokenId, owner] of this.#owners) {
      const held = tokens.get(owner);
      if (held === undefined) tokens.set(owner, [tokenId]);
      else held.push(tokenId);
    }
    for (const held of tokens.values()) held.sort(byNumber);
    return tokens;
  }
}

function addressOf(topic: string): string {
  return getAddress(dataSlice(topic, 12));
}

function unlessZero(address: string | undefined): string | undefined {
  return address === ZeroAddress ? undefined : address;
}

function byNumber(one: bigint, other: bigint): number {
  return one < other ? -1 : Number(one > other);
}
