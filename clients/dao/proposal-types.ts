import type { AlthingError } from "../../protocol/errors.ts";
import type { DescribedCall, ProposalCall } from "../calls/call-types.ts";
import type { Mined } from "../support/contract-caller.ts";
import type { VotingPower } from "../token/token-types.ts";

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

/** What is proposed. */
export interface ProposalDraft {
  /** One line; voters read it first. */
  readonly title: string;
  /** Why, for voters to read. */
  readonly text?: string;
  /** What the treasury will do, in this order and all or nothing. */
  readonly calls: readonly ProposalCall[];
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

/** Which votes count towards the quorum beside those for. */
export interface QuorumCounts {
  readonly against: boolean;
  readonly abstain: boolean;
}

/** Why a proposal's execution would fail. */
export interface Obstacle {
  /** The call that would; undefined for the execution as a whole. */
  readonly sentence: string | undefined;
  readonly error: AlthingError;
}

/** What must happen next, and when it can. Times are Unix seconds, votes smallest units of the token. */
export type NextStep =
  | { readonly step: "wait"; readonly until: bigint; readonly awaiting: "vote" | "execution" }
  | {
      readonly step: "vote";
      readonly until: bigint;
      /** Votes that the quorum still lacks. */
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
  /** Votes that it needs; before its snapshot, what it would need now. */
  readonly quorum: bigint;
  readonly quorumCounts: QuorumCounts;
  /** Decimals in which votes are counted. */
  readonly decimals: number;
  /** When it can be executed; undefined until it is queued. */
  readonly eta: bigint | undefined;
  /** The chain's time by which this was judged. */
  readonly now: bigint;
  readonly next: NextStep;
  /** What would keep it from being executed, as far as that shows without a simulation. */
  readonly obstacles: readonly Obstacle[];
}

/** What an account can vote with, in smallest units. */
export interface VoterPower extends VotingPower {
  /** Decimals in which votes are counted. */
  readonly decimals: number;
  /** Votes that a proposer needs. */
  readonly threshold: bigint;
  readonly mayPropose: boolean;
  /** What the account has to send so that its tokens give it votes; undefined if they give votes, or it has none. */
  readonly toDelegate: DescribedCall | undefined;
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
