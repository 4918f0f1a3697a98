import { id as hashText, type InterfaceAbi } from "ethers";
import { fail } from "../../protocol/errors.ts";
import { moment } from "../../protocol/moment.ts";
import { type AlthingGovernor, AlthingGovernor__factory } from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import { type ContractCalls, callsOf } from "../calls/contract-calls.ts";
import { parseAddress } from "../support/addresses.ts";
import { type ClientRunner, ContractCaller, type Mined, minedOf } from "../support/contract-caller.ts";
import { isContractError } from "../support/contract-error.ts";
import { type EventArgs, eventsIn } from "../support/events.ts";
import { type CallLists, callLists } from "./call-lists.ts";
import {
  type Delegate,
  type Delegation,
  type DelegationPage,
  delegationOf,
  type Holder,
  type PageOf,
  pageOf,
} from "./delegation.ts";
import { holdingTopics } from "./holdings.ts";
import { statusOf } from "./proposal-status.ts";
import {
  type Proposal,
  type ProposalDraft,
  type ProposalStatus,
  type Proposed,
  proposalStates,
  type Queued,
  type VoteCast,
  type VoteKind,
  type VoterPower,
  voteKinds,
} from "./proposal-types.ts";
import { BALLOT_TYPES, ballotNonce, type SignedVote } from "./signed-vote.ts";
import { simulate } from "./simulation/simulate.ts";
import type { Fork, Simulation } from "./simulation/simulation-types.ts";
import { delegateVotes, powerOf, voteDecimals } from "./voting-token.ts";

/** The DAO: its governor, through which the treasury (timelock) acts. Times are Unix seconds. */
export class DaoClient {
  readonly contract: AlthingGovernor;
  /** Calls by which the governor changes its own rules, to be proposed. */
  readonly calls: ContractCalls<AlthingGovernor>;
  readonly #caller: ContractCaller;
  readonly #addresses: AddressBook;

  constructor(addresses: AddressBook, runner: ClientRunner) {
    this.#caller = new ContractCaller(addresses, runner);
    this.#addresses = addresses;
    this.contract = AlthingGovernor__factory.connect(addresses.governor, this.#caller.runner);
    this.calls = callsOf(addresses, this.contract);
  }

  /**
   * What an account can vote with, the signer if none is named. Where it holds tokens that it has not delegated, which
   * give no votes, `toDelegate` is the call that it has to send.
   */
  async votingPower(account?: string): Promise<VoterPower> {
    const voter = account === undefined ? await this.#caller.sender() : parseAddress(account, "account");
    return powerOf(this.#caller, this.#addresses, this.contract, voter);
  }

  /** Gives the signer's votes to `to`, to itself if nobody is named. They count from the next proposal on. */
  async delegate(to?: string): Promise<Mined> {
    const delegate = to === undefined ? await this.#caller.sender() : parseAddress(to, "delegate");
    return minedOf(await delegateVotes(this.#caller, this.contract, delegate));
  }

  /** Who votes, by their power, those with most first; 25 of them if nothing else is said. */
  async delegates(page: PageOf = {}): Promise<DelegationPage<Delegate>> {
    return this.#delegation(({ delegates }) => delegates, page);
  }

  /** Who holds the voting token, and who votes with it, those who hold most first; 25 if nothing else is said. */
  async holders(page: PageOf = {}): Promise<DelegationPage<Holder>> {
    return this.#delegation(({ holders }) => holders, page);
  }

  /** Whose tokens give votes to nobody, those who hold most first; 25 if nothing else is said. */
  async idleHolders(page: PageOf = {}): Promise<DelegationPage<Holder>> {
    return this.#delegation(({ idle }) => idle, page);
  }

  /**
   * Proposes calls that the treasury will make. The same calls with the same words can be proposed once.
   *
   * @example await dao.propose({ title: "Pay Ada", calls: [treasury.calls.sendEther(ada, parseEther("1"))] })
   */
  async propose(draft: ProposalDraft): Promise<Proposed> {
    if (draft.calls.length === 0) throw fail("ALT_DAO_NO_CALLS");
    const receipt = await this.#caller.send("governor", () =>
      this.contract.propose(...callLists(draft.calls), descriptionOf(draft)),
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
    const send = () => this.contract.castVoteWithReason(proposalId, voteKinds.indexOf(vote), reason);
    return this.#cast({ proposalId, voter, vote }, send);
  }

  /**
   * Signs a vote that anybody may send with {@link castSigned}, so that the voter pays nothing. Throws ALT_DAO_STATE where
   * the vote is over; power is looked at as by {@link vote}. Whether the voter voted before shows when it is cast.
   */
  async signVote(proposalId: bigint, vote: VoteKind, reason = ""): Promise<SignedVote> {
    const voter = await this.#caller.sender();
    await this.#requirePower(proposalId, voter);
    await this.#requireVote(proposalId);
    const nonce = await ballotNonce(this.#caller, this.contract, voter, proposalId);
    const ballot = { proposalId, support: voteKinds.indexOf(vote), voter, nonce, reason, params: "0x" };
    const signed = await this.#caller.signTyped(this.contract, BALLOT_TYPES, ballot);
    const { chainId, verifyingContract: governor, signature } = signed;
    return { chainId, governor, proposalId, voter, vote, reason, nonce, signature };
  }

  /** Casts what its voter signed. Throws ALT_DAO_SIGNATURE where it is not theirs or no longer good, and as {@link vote}. */
  async castSigned({ proposalId, voter, vote, reason, signature }: SignedVote): Promise<VoteCast> {
    await this.#requirePower(proposalId, voter);
    const support = voteKinds.indexOf(vote);
    try {
      return await this.#cast({ proposalId, voter, vote }, () =>
        this.contract.castVoteWithReasonAndParamsBySig(proposalId, support, voter, reason, "0x", signature),
      );
    } catch (error) {
      // The governor looks at the signature first, and at who has voted then.
      if (
        isContractError(error, "GovernorInvalidSignature") &&
        (await this.contract.hasVoted(proposalId, voter))
      )
        throw fail("ALT_DAO_ALREADY_VOTED", { voter }, error);
      throw error;
    }
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

  /**
   * Executes a proposal, or what may become one, on a fork of the chain: through the governor and the timelock as they
   * are, as if everybody had voted for it. Tells what each call did, or why it failed. `abis` are those of contracts that
   * are not ours. The fork is used up by it.
   */
  simulate(
    proposed: Proposal | ProposalDraft,
    fork: Fork,
    abis: readonly InterfaceAbi[] = [],
  ): Promise<Simulation> {
    return simulate(fork, this.#addresses, proposed, abis);
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
  statusOf(proposal: Proposal): Promise<ProposalStatus> {
    return statusOf({ caller: this.#caller, governor: this.contract, addresses: this.#addresses }, proposal);
  }

  async #cast(
    vote: Pick<VoteCast, "proposalId" | "voter" | "vote">,
    send: Parameters<ContractCaller["send"]>[1],
  ): Promise<VoteCast> {
    const receipt = await this.#sendFor(vote.proposalId, send);
    const [cast] = eventsIn(receipt.logs, this.contract, this.contract.filters.VoteCast);
    if (cast === undefined) throw fail("ALT_CLIENT_EVENT_MISSING", { event: "VoteCast" });
    return { ...vote, weight: cast.args.weight, mined: minedOf(receipt) };
  }

  async #delegation<Item>(
    listOf: (delegation: Delegation) => readonly Item[],
    page: PageOf,
  ): Promise<DelegationPage<Item>> {
    const [address, decimals] = await this.#caller.read("governor", () =>
      Promise.all([this.contract.token(), voteDecimals(this.contract)]),
    );
    const delegation = delegationOf(await this.#caller.findLogs({ address, topics: holdingTopics }));
    const { supply, delegated } = delegation;
    return { ...pageOf(listOf(delegation), page), supply, delegated, decimals };
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

  async #requireVote(proposalId: bigint): Promise<void> {
    const state = proposalStates[Number(await this.contract.state(proposalId))] ?? "unknown";
    if (state !== "pending" && state !== "active") throw fail("ALT_DAO_STATE", { proposalId, state });
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

/** On chain there is one text: its first line is the title. */
function descriptionOf({ title, text }: ProposalDraft): string {
  return text === undefined ? title : `${title}\n\n${text}`;
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
