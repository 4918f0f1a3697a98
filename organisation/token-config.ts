import type { Address, Amount, CsvFile, Duration, Moment } from "./values.ts";

/**
 * The ERC-20. Always there: votes, permit (ERC-2612), transfers by authorisation (ERC-3009), transfer and call
 * (ERC-1363), burning, a cap. What is not asked for below is not in its bytecode.
 */
export interface TokenConfig {
  readonly name: string;
  readonly symbol: string;
  /** Most tokens that may ever exist at a time. */
  readonly cap: Amount;
  /** Created at once: what vests and what is dropped first, the rest for the deployer, who gets nothing else. */
  readonly premint: Amount;
  /** Loans within a transaction (ERC-3156). */
  readonly flashMint?: boolean;
  /** The DAO may stop all transfers. */
  readonly pausable?: boolean;
  /** The DAO may freeze an account. */
  readonly freezable?: boolean;
  /** Bridges that the DAO names may mint and burn (ERC-7802). */
  readonly bridgeable?: boolean;
  /** Approvals that end with the transaction (ERC-7674). */
  readonly temporaryApproval?: boolean;
  /** Who receives tokens for the first time, and has not delegated, votes with them at once. */
  readonly selfDelegation?: boolean;
  /** Grants that become their holder's over time. */
  readonly vesting?: readonly [VestingConfig, ...VestingConfig[]];
  /** Tokens that listed accounts may claim. */
  readonly airdrop?: AirdropConfig;
}

export interface VestingConfig {
  readonly to: Address;
  readonly amount: Amount;
  readonly start: Moment;
  /** Nothing is released before this much time has passed. */
  readonly cliff?: Duration;
  /** From the start to the end, when all is released; not before the cliff. */
  readonly duration: Duration;
  /** Whether the DAO may take back what has not vested. */
  readonly revocable?: boolean;
}

export interface AirdropConfig {
  /** Who may claim, or a CSV file with the columns account and amount (in tokens), from the config's folder. */
  readonly entries: readonly [AirdropEntry, ...AirdropEntry[]] | CsvFile;
  /** After it the treasury may take what nobody claimed. */
  readonly expires: Moment;
}

export interface AirdropEntry {
  readonly account: Address;
  readonly amount: Amount;
}
