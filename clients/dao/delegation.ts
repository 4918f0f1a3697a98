import type { Log } from "ethers";
import { type Holding, Holdings } from "./holdings.ts";

/** Who holds tokens. Amounts are in smallest units. */
export type Holder = Pick<Holding, "account" | "balance" | "delegate">;

/** Who votes, with own tokens or others'. */
export interface Delegate {
  readonly account: string;
  readonly votes: bigint;
  /** How many holders delegated to it, itself among them where it did. */
  readonly delegators: number;
}

export interface Delegation {
  /** Those who hold most first. */
  readonly holders: readonly Holder[];
  /** Those of them whose tokens give votes to nobody. */
  readonly idle: readonly Holder[];
  /** Those who have most votes first. */
  readonly delegates: readonly Delegate[];
  readonly supply: bigint;
  /** Of the supply, what gives votes to somebody. */
  readonly delegated: bigint;
}

/** Which part of a list. */
export interface PageOf {
  readonly offset?: number;
  readonly limit?: number;
}

/** Some of a list of holders or delegates, how long it is, and the sums of all. */
export interface DelegationPage<Item> extends Pick<Delegation, "supply" | "delegated"> {
  /** Decimals in which tokens and votes are counted. */
  readonly decimals: number;
  readonly items: readonly Item[];
  readonly offset: number;
  readonly total: number;
}

/** Holders, delegates and their power, from all logs of the voting token (`holdingTopics`) in their order. */
export function delegationOf(logs: readonly Log[]): Delegation {
  const holdings = new Holdings();
  for (const log of logs) holdings.apply(log);
  const all = holdings.list();
  const holders = all
    .filter(({ balance }) => balance > 0n)
    .map(({ account, balance, delegate }) => ({ account, balance, delegate }));
  const delegators = new Map<string | undefined, number>();
  for (const { delegate } of holders) delegators.set(delegate, (delegators.get(delegate) ?? 0) + 1);
  const delegates = all
    .filter(({ votes }) => votes > 0n)
    .map(({ account, votes }) => ({ account, votes, delegators: delegators.get(account) ?? 0 }));
  return {
    holders,
    idle: holders.filter(({ delegate }) => delegate === undefined),
    delegates: delegates.sort((one, other) => descending(one.votes, other.votes)),
    supply: holders.reduce((sum, { balance }) => sum + balance, 0n),
    delegated: delegates.reduce((sum, { votes }) => sum + votes, 0n),
  };
}

/** `limit` of a list of holders or delegates, from `offset` on. */
export function pageOf<Item>(
  items: readonly Item[],
  { offset = 0, limit = 25 }: PageOf,
): Pick<DelegationPage<Item>, "items" | "offset" | "total"> {
  return { items: items.slice(offset, offset + limit), offset, total: items.length };
}

function descending(one: bigint, other: bigint): number {
  return one > other ? -1 : Number(one < other);
}
