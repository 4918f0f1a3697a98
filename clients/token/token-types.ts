/** The token itself. Amounts are in smallest units, 10^-`decimals`. */
export interface TokenInfo {
  readonly name: string;
  readonly symbol: string;
  readonly decimals: number;
  readonly totalSupply: bigint;
  readonly cap: bigint;
}

/** What an account holds and what it can vote with. */
export interface VotingPower {
  readonly account: string;
  readonly balance: bigint;
  /** Votes delegated to the account, by itself or by others. */
  readonly votes: bigint;
  /** Whom the account delegated to; undefined while its balance gives votes to nobody. */
  readonly delegate: string | undefined;
}

/** A signed ERC-2612 permit. */
export interface Permit {
  readonly owner: string;
  readonly spender: string;
  readonly value: bigint;
  /** Unix seconds after which it is void. */
  readonly deadline: bigint;
  readonly signature: string;
}
