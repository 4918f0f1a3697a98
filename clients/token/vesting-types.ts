import type { Mined } from "../support/contract-caller.ts";

/** A grant as it stands. Amounts are smallest units of the token, times Unix seconds. */
export interface VestingGrant {
  readonly id: bigint;
  readonly beneficiary: string;
  readonly amount: bigint;
  readonly start: bigint;
  /** The first second in which anything is vested. */
  readonly cliff: bigint;
  /** The first second in which everything is vested. */
  readonly end: bigint;
  /** Whether the treasury may take back what has not vested. */
  readonly revocable: boolean;
  /** What is the beneficiary's own by now, claimed or not. */
  readonly vested: bigint;
  readonly claimed: bigint;
  /** What a claim would pay now. */
  readonly claimable: bigint;
}

/** What was paid of an account's grants, in one transaction; none where nothing was due. */
export interface GrantClaim {
  readonly beneficiary: string;
  readonly claims: readonly { readonly id: bigint; readonly amount: bigint }[];
  /** Smallest units of the token. */
  readonly amount: bigint;
  readonly mined: Mined | undefined;
}
