import type { Mined } from "../support/contract-caller.ts";

/** How a vote may be cast, in the order in which the governor numbers it. */
export const voteKinds = ["against", "for", "abstain"] as const;
export type VoteKind = (typeof voteKinds)[number];

/** Where a proposal can stand, in the order in which the governor numbers it. */
export const proposalStates = [
  "pending",
  "active",
  "canceled",
  "defeated",
  "succeeded",
  "queued",
  "expired",
  "executed",
] as const;
export type ProposalState = (typeof proposalStates)[number];

/** One call that a proposal makes when it is executed. */
export interface ProposalCall {
  readonly target: string;
  /** Wei. */
  readonly value: bigint;
  readonly data: string;
}

/** What was proposed; times are Unix seconds. */
export interface Proposal {
  readonly id: bigint;
  readonly proposer: string;
  readonly description: string;
  readonly calls: readonly ProposalCall[];
  /** When voting power is counted and the vote starts. */
  readonly snapshot: bigint;
  /** When the vote ends; a late quorum moves it. */
  readonly deadline: bigint;
}

export interface Votes {
  readonly for: bigint;
  readonly against: bigint;
  readonly abstain: bigint;
}

/** What must happen next, and when it can. Times are Unix seconds, votes smallest units of the token. */
export type NextStep =
  | { readonly step: "wait"; readonly until: bigint; readonly awaiting: "vote" | "execution" }
  | {
      readonly step: "vote";
      readonly until: bigint;
      /** Votes for or abstaining that the quorum still lacks. */
      readonly quorumLacks: bigint;
      /** Votes for that a majority still lacks. */
      readonly majorityLacks: bigint;
    }
  | { readonly step: "queue" }
  | { readonly step: "execute" }
  | { readonly step: "none" };

/** A proposal and where it stands. */
export interface ProposalStatus extends Proposal {
  readonly state: ProposalState;
  readonly votes: Votes;
  /** Votes for or abstaining that it needs; before its snapshot, what it would need now. */
  readonly quorum: bigint;
  /** When it can be executed; undefined until it is queued. */
  readonly eta: bigint | undefined;
  /** The chain's time by which this was judged. */
  readonly now: bigint;
  readonly next: NextStep;
}

export interface Proposed {
  readonly proposal: Proposal;
  readonly mined: Mined;
}

export interface VoteCast {
  readonly proposalId: bigint;
  readonly voter: string;
  readonly vote: VoteKind;
  readonly weight: bigint;
  readonly mined: Mined;
}

export interface Queued {
  readonly proposalId: bigint;
  /** Unix seconds from which it can be executed. */
  readonly eta: bigint;
  readonly mined: Mined;
}
