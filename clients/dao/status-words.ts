import { moment } from "../../protocol/moment.ts";
import { amountOf } from "../support/format.ts";
import { inWords } from "../support/words.ts";
import { countedVotes } from "./next-step.ts";
import type { Obstacle, ProposalStatus } from "./proposal-types.ts";

/** Where a proposal stands, what it lacks, who can do something about it and until when, in sentences. */
export function statusInWords(status: ProposalStatus): string[] {
  return [...standing(status), ...status.obstacles.map((obstacle) => obstacleSentence(status, obstacle))];
}

function standing(status: ProposalStatus): string[] {
  const { proposer, snapshot, deadline, eta, state } = status;
  switch (state) {
    case "pending":
      return [
        `The vote begins in ${left(status, snapshot + 1n, "at")}.`,
        "Voting power is counted then: who holds tokens and has not delegated them has until then.",
        `Until then its proposer, ${proposer}, can take it back.`,
        needs(status),
      ];
    case "active":
      return [
        `Everyone who had votes at ${moment(snapshot)} can vote, for another ${left(status, deadline, "until")}.`,
        quorumSentence(status),
        majoritySentence(status),
        abstentionSentence(status),
      ];
    case "succeeded":
      return [
        `It passed, with ${tally(status)}.`,
        "Anyone can queue it in the timelock, whose delay begins then.",
      ];
    case "queued":
      return eta !== undefined && eta > status.now
        ? [`The timelock holds it for another ${left(status, eta, "until")}.`, "Anyone can execute it then."]
        : ["The delay is over: anyone can execute it."];
    case "defeated":
      return [`It did not pass, with ${tally(status)}.`, ...failures(status)];
    case "canceled":
      return ["It was cancelled, and nothing more can be done with it."];
    case "expired":
      return ["It was not executed in time, and nothing more can be done with it."];
    case "executed":
      return ["It was executed."];
  }
}

function obstacleSentence({ next }: ProposalStatus, { sentence, error }: Obstacle): string {
  if (next.step === "execute") return `Its execution would fail now: ${error.message}.`;
  return `As things stand, "${sentence}" alone would fail: ${error.message}.`;
}

function needs(status: ProposalStatus): string {
  return `It needs ${votes(status, status.quorum)} ${counted(status)}, and more for than against.`;
}

function quorumSentence(status: ProposalStatus): string {
  const { quorum } = status;
  const lacks = quorum - countedVotes(status.votes, status.quorumCounts);
  return lacks > 0n
    ? `The quorum lacks ${votes(status, lacks)} of ${amount(status, quorum)} ${counted(status)}.`
    : `The quorum of ${votes(status, quorum)} is reached.`;
}

function majoritySentence(status: ProposalStatus): string {
  const { for: pro, against } = status.votes;
  if (pro > against) return `The majority is for it: ${tally(status)}.`;
  const more = against === 0n ? "any votes" : `more than ${votes(status, against)}`;
  return `The majority lacks ${more} for it: ${tally(status)}.`;
}

function abstentionSentence({ quorumCounts }: ProposalStatus): string {
  return quorumCounts.abstain
    ? "Abstentions count towards the quorum, and for neither side."
    : "Abstentions count for nothing.";
}

function failures(status: ProposalStatus): string[] {
  const lacks = status.quorum - countedVotes(status.votes, status.quorumCounts);
  return [
    ...(lacks > 0n ? [`The quorum lacked ${votes(status, lacks)} of ${amount(status, status.quorum)}.`] : []),
    ...(status.votes.for > status.votes.against ? [] : ["There were not more votes for it than against."]),
  ];
}

function counted({ quorumCounts }: ProposalStatus): string {
  const kinds = [
    "for",
    ...(quorumCounts.against ? ["against"] : []),
    ...(quorumCounts.abstain ? ["abstaining"] : []),
  ];
  return kinds.join(" or ");
}

function tally(status: ProposalStatus): string {
  const { for: pro, against, abstain } = status.votes;
  return `${amount(status, pro)} for, ${amount(status, against)} against, ${amount(status, abstain)} abstaining`;
}

function votes(status: ProposalStatus, units: bigint): string {
  const text = amount(status, units);
  return `${text} vote${text === "1" ? "" : "s"}`;
}

function amount({ decimals }: ProposalStatus, units: bigint): string {
  return amountOf(units, decimals);
}

function left({ now }: ProposalStatus, time: bigint, preposition: "at" | "until"): string {
  return `${inWords(time > now ? time - now : 0n)}, ${preposition} ${moment(time)}`;
}
