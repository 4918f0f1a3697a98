import { id as hashText } from "ethers";
import { fail } from "../../protocol/errors.ts";
import { moment } from "../../protocol/moment.ts";
import { type AlthingGovernor, AlthingGovernor__factory } from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import { type ClientRunner, ContractCaller, type Mined, minedOf } from "../support/contract-caller.ts";
import { isContractError } from "../support/contract-error.ts";
import { type EventArgs, eventsIn } from "../support/events.ts";
import { TokenClient } from "../token/token-client.ts";
import type { VotingPower } from "../token/token-types.ts";
import { nextStep } from "./next-step.ts";
import {
  type Proposal,
  type ProposalCall,
  type ProposalState,
  type ProposalStatus,
  type Proposed,
  proposalStates,
  type Queued,
  type VoteCast,
  type VoteKind,
  voteKinds,
} from "./proposal-types.ts";

/** The DAO: its governor, through which the treasury (timelock) acts. Times are Unix seconds. */
export class DaoClient {
  readonly contract: AlthingGovernor;
  readonly #caller: ContractCaller;
  readonly #token: TokenClient;

  constructor(addresses: AddressBook, runner: ClientRunner) {
    this.#caller = new ContractCaller(addresses, runner);
    this.#token = new TokenClient(addresses, runner);
    this.contract = AlthingGovernor__factory.connect(addresses.governor, runner);
  }

  /** Balance, delegate and votes of an account, of the signer if none is named. */
  votingPower(account?: string): Promise<VotingPower> {
    return this.#token.votes(account);
  }

  /** Proposes calls that the treasury will make. The same calls with the same description can be proposed once. */
  async propose(calls: readonly ProposalCall[], description: string): Promise<Proposed> {
    if (calls.length === 0) throw fail("ALT_DAO_NO_CALLS");
    const receipt = await this.#caller.send("governor", () =>
      this.contract.propose(...callLists(calls), description),
    );
    const [created] = eventsIn(receipt.logs, this.contract, this.contract.filters.ProposalCreated);
    if (created === undefined) throw fail("ALT_CLIENT_EVENT_MISSING", { event: "ProposalCreated" });
    return { proposal: proposalOf(created.args), mined: minedOf(receipt) };
  }

  /**
   * Votes with the power that the signer had at the proposal's snapshot. Without any, ALT_DAO_NOT_DELEGATED,
   * ALT_DAO_DELEGATED_LATE or ALT_DAO_NO_VOTES says why: the governor would count such a vote as nothing.
   */
  async vote(proposalId: bigint, vote: VoteKind, reason = ""): Promise<VoteCast> {
    const voter = await this.#caller.sender();
    await this.#requirePower(proposalId, voter);
    const receipt = await this.#sendFor(proposalId, () =>
      this.contract.castVoteWithReason(proposalId, voteKinds.indexOf(vote), reason),
    );
    const [cast] = eventsIn(receipt.logs, this.contract, this.contract.filters.VoteCast);
    if (cast === undefined) throw fail("ALT_CLIENT_EVENT_MISSING", { event: "VoteCast" });
    return { proposalId, voter, vote, weight: cast.args.weight, mined: minedOf(receipt) };
  }

  /** Queues what passed in the timelock. Anyone may. */
  async queue(proposalId: bigint): Promise<Queued> {
    const action = await this.#action(proposalId);
    const receipt = await this.#sendFor(proposalId, () => this.contract.queue(...action));
    const [queued] = eventsIn(receipt.logs, this.contract, this.contract.filters.ProposalQueued);
    if (queued === undefined) throw fail("ALT_CLIENT_EVENT_MISSING", { event: "ProposalQueued" });
    return { proposalId, eta: queued.args.etaSeconds, mined: minedOf(receipt) };
  }

  /** Executes what was queued, once the timelock's delay is over. Anyone may. */
  async execute(proposalId: bigint): Promise<Mined> {
    const action = await this.#action(proposalId);
    const receipt = await this.#sendFor(proposalId, () => this.contract.execute(...action));
    return minedOf(receipt);
  }

  /** Takes a proposal back; only its proposer, before the vote starts. */
  async cancel(proposalId: bigint): Promise<Mined> {
    const action = await this.#action(proposalId);
    const receipt = await this.#sendFor(proposalId, () => this.contract.cancel(...action));
    return minedOf(receipt);
  }

  /** All proposals, oldest first. */
  async list(): Promise<Proposal[]> {
    const { contract } = this;
    const created = await this.#caller.findEvents(contract, contract.filters.ProposalCreated);
    return created.map(({ args }) => proposalOf(args));
  }

  /** What was proposed under this id; ALT_DAO_UNKNOWN_PROPOSAL if nothing. */
  async proposal(proposalId: bigint): Promise<Proposal> {
    const found = (await this.list()).find(({ id }) => id === proposalId);
    if (found === undefined) throw fail("ALT_DAO_UNKNOWN_PROPOSAL", { proposalId });
    return found;
  }

  /** Where a proposal stands, and what must happen next. */
  async status(proposalId: bigint): Promise<ProposalStatus> {
    return this.statusOf(await this.proposal(proposalId));
  }

  /** As {@link status}, of a proposal at hand. */
  async statusOf(proposal: Proposal): Promise<ProposalStatus> {
    const { contract } = this;
    const now = await this.#caller.now();
    return this.#caller.read("governor", async () => {
      const [state, tally, deadline, eta, quorum] = await Promise.all([
        this.#state(proposal.id),
        contract.proposalVotes(proposal.id),
        contract.proposalDeadline(proposal.id),
        contract.proposalEta(proposal.id),
        contract.quorum(proposal.snapshot < now ? proposal.snapshot : now - 1n),
      ]);
      const votes = { for: tally.forVotes, against: tally.againstVotes, abstain: tally.abstainVotes };
      const standing = { state, votes, quorum, deadline, eta: eta === 0n ? undefined : eta, now };
      return { ...proposal, ...standing, next: nextStep({ ...standing, snapshot: proposal.snapshot }) };
    });
  }

  async #state(proposalId: bigint): Promise<ProposalState> {
    return proposalStates[Number(await this.contract.state(proposalId))] ?? "pending";
  }

  /** The arguments by which the governor knows a proposal again. */
  async #action(proposalId: bigint): Promise<[...CallLists, string]> {
    const { calls, description } = await this.proposal(proposalId);
    return [...callLists(calls), hashText(description)];
  }

  /** Sends, and says in what state the proposal is where that is why the governor refuses. */
  async #sendFor(proposalId: bigint, call: Parameters<ContractCaller["send"]>[1]) {
    try {
      return await this.#caller.send("governor", call);
    } catch (error) {
      if (isContractError(error, "GovernorUnexpectedProposalState")) {
        const state = proposalStates[Number(error.revert.args.current)] ?? "unknown";
        throw fail("ALT_DAO_STATE", { proposalId, state }, error);
      }
      if (isContractError(error, "TimelockUnexpectedOperationState")) {
        const eta = await this.contract.proposalEta(proposalId);
        const now = moment(await this.#caller.now());
        throw fail("ALT_DAO_TOO_EARLY", { proposalId, eta: moment(eta), now }, error);
      }
      throw error;
    }
  }

  async #requirePower(proposalId: bigint, voter: string): Promise<void> {
    const snapshot = await this.#caller.read("governor", () => this.contract.proposalSnapshot(proposalId));
    if (snapshot === 0n) throw fail("ALT_DAO_UNKNOWN_PROPOSAL", { proposalId });
    // Before the snapshot nobody's power is fixed, and the governor itself refuses the vote.
    if (snapshot >= (await this.#caller.now())) return;
    if ((await this.contract.getVotes(voter, snapshot)) > 0n) return;
    const { balance, votes, delegate } = await this.votingPower(voter);
    if (votes > 0n) throw fail("ALT_DAO_DELEGATED_LATE", { voter, proposalId });
    if (balance > 0n && delegate === undefined) throw fail("ALT_DAO_NOT_DELEGATED", { voter });
    throw fail("ALT_DAO_NO_VOTES", { voter });
  }
}

type CallLists = [targets: string[], values: bigint[], data: string[]];

function callLists(calls: readonly ProposalCall[]): CallLists {
  return [calls.map(({ target }) => target), calls.map(({ value }) => value), calls.map(({ data }) => data)];
}

function proposalOf(args: EventArgs<AlthingGovernor["filters"]["ProposalCreated"]>): Proposal {
  const { proposalId, proposer, description, voteStart, voteEnd, targets, values, calldatas } = args;
  const calls = targets.map((target, place) => ({
    target,
    value: values[place] ?? 0n,
    data: calldatas[place] ?? "0x",
  }));
  return { id: proposalId, proposer, description, calls, snapshot: voteStart, deadline: voteEnd };
}
