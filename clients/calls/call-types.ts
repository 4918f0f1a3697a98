/** One call that a proposal makes when it is executed. */
export interface ProposalCall {
  readonly target: string;
  /** Wei. */
  readonly value: bigint;
  readonly data: string;
}

/** A call, and what it does in words. */
export interface DescribedCall extends ProposalCall {
  /** e.g. `Mint 1,000 tokens to treasury`. */
  readonly sentence: string;
}
