import { id as hashText } from "ethers";
import type { AlthingGovernor } from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import type { ContractCaller } from "../support/contract-caller.ts";
import { callLists } from "./call-lists.ts";
import { nextStep } from "./next-step.ts";
import { obstaclesAhead, obstaclesNow } from "./obstacles.ts";
import {
  type NextStep,
  type Obstacle,
  type Proposal,
  type ProposalState,
  type ProposalStatus,
  proposalStates,
  type QuorumCounts,
} from "./proposal-types.ts";
import { voteDecimals } from "./voting-token.ts";

interface Asked {
  readonly caller: ContractCaller;
  readonly governor: AlthingGovernor;
  readonly addresses: AddressBook;
}

/** Where a proposal stands, what it lacks, and what would keep it from being executed. */
export async function statusOf(asked: Asked, proposal: Proposal): Promise<ProposalStatus> {
  const { caller, governor } = asked;
  const now = await caller.now();
  return caller.read("governor", async () => {
    const [state, tally, deadline, eta, quorum, mode, decimals] = await Promise.all([
      stateOf(governor, proposal.id),
      governor.proposalVotes(proposal.id),
      governor.proposalDeadline(proposal.id),
      governor.proposalEta(proposal.id),
      governor.quorum(proposal.snapshot < now ? proposal.snapshot : now - 1n),
      governor.COUNTING_MODE(),
      voteDecimals(governor),
    ]);
    const votes = { for: tally.forVotes, against: tally.againstVotes, abstain: tally.abstainVotes };
    const quorumCounts = countedFor(mode);
    const standing = { state, votes, quorum, quorumCounts, deadline, eta: eta === 0n ? undefined : eta, now };
    const next = nextStep({ ...standing, snapshot: proposal.snapshot });
    const obstacles = await obstaclesOf(asked, proposal, next);
    return { ...proposal, ...standing, decimals, next, obstacles };
  });
}

export async function stateOf(governor: AlthingGovernor, proposalId: bigint): Promise<ProposalState> {
  return proposalStates[Number(await governor.state(proposalId))] ?? "pending";
}

/** The kinds of votes that count towards the quorum, as the governor's COUNTING_MODE says: `support=bravo&quorum=for,abstain`. */
function countedFor(mode: string): QuorumCounts {
  const counted = (new URLSearchParams(mode).get("quorum") ?? "").split(",");
  return { against: counted.includes("against"), abstain: counted.includes("abstain") };
}

function obstaclesOf(
  { caller, governor, addresses }: Asked,
  proposal: Proposal,
  next: NextStep,
): Promise<readonly Obstacle[]> {
  const asked = { governor, provider: caller.provider, addresses };
  if (next.step === "none") return Promise.resolve([]);
  if (next.step !== "execute") return obstaclesAhead(asked, proposal);
  return obstaclesNow(asked, [...callLists(proposal.calls), hashText(proposal.description)]);
}
