import type { NextStep, ProposalState, Votes } from "./proposal-types.ts";

/** What the next step of a proposal depends on. */
export interface Standing {
  readonly state: ProposalState;
  readonly snapshot: bigint;
  readonly deadline: bigint;
  readonly eta: bigint | undefined;
  readonly now: bigint;
  readonly votes: Votes;
  readonly quorum: bigint;
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

/** A quorum counts votes for and abstaining; a majority needs one vote for more than against. */
function voteStep({ deadline, votes, quorum }: Standing): NextStep {
  return {
    step: "vote",
    until: deadline,
    quorumLacks: atLeastZero(quorum - votes.for - votes.abstain),
    majorityLacks: atLeastZero(votes.against + 1n - votes.for),
  };
}

function atLeastZero(amount: bigint): bigint {
  return amount > 0n ? amount : 0n;
}
