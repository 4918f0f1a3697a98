import type { NextStep, ProposalState, QuorumCounts, Votes } from "./proposal-types.ts";

/** What the next step of a proposal depends on. */
export interface Standing {
  readonly state: ProposalState;
  readonly snapshot: bigint;
  readonly deadline: bigint;
  readonly eta: bigint | undefined;
  readonly now: bigint;
  readonly votes: Votes;
  readonly quorum: bigint;
  readonly quorumCounts: QuorumCounts;
}

/** What must happen next for a proposal to be executed. */
export function nextStep(standing: Standing): NextStep {
  const { state, snapshot, eta, now } = standing;
  switch (state) {
    case "pending":
      return { step: "wait", until: snapshot + 1n, awaiting: "vote" };
    case "active":
      return voteStep(standing);
    case "succeeded":
      return { step: "queue" };
    case "queued":
      return eta !== undefined && eta > now
        ? { step: "wait", until: eta, awaiting: "execution" }
        : { step: "execute" };
    default:
      return { step: "none" };
  }
}

/** A majority needs one vote for more than against. */
function voteStep({ deadline, votes, quorum, quorumCounts }: Standing): NextStep {
  return {
    step: "vote",
    until: deadline,
    quorumLacks: atLeastZero(quorum - countedVotes(votes, quorumCounts)),
    majorityLacks: atLeastZero(votes.against + 1n - votes.for),
  };
}

/** Votes that count towards the quorum. */
export function countedVotes(votes: Votes, { against, abstain }: QuorumCounts): bigint {
  return votes.for + (abstain ? votes.abstain : 0n) + (against ? votes.against : 0n);
}

function atLeastZero(amount: bigint): bigint {
  return amount > 0n ? amount : 0n;
}
