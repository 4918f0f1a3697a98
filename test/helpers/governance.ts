import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id, toBeHex, ZeroHash } from "ethers";
import type { AlthingGovernor } from "../../types/index.js";
import type { Connection } from "../fixtures/connection.ts";

/** `GovernorCountingSimple`'s kinds of votes. */
export const Vote = { Against: 0n, For: 1n, Abstain: 2n } as const;

/** `IGovernor.ProposalState`. */
export const State = {
  Pending: 0n,
  Active: 1n,
  Canceled: 2n,
  Defeated: 3n,
  Succeeded: 4n,
  Queued: 5n,
  Expired: 6n,
  Executed: 7n,
} as const;

/** One call that a proposal makes. */
export interface Action {
  readonly target: string;
  /** Wei. */
  readonly value?: bigint;
  readonly data: string;
}

type Operation = [targets: string[], values: bigint[], payloads: string[], predecessor: string, salt: string];

/** A proposal's way through a governor, so that tests read propose, vote, queue, execute. */
export class Proposal {
  readonly #connection: Connection;
  readonly #governor: AlthingGovernor;
  readonly #description: string;
  readonly #calls: [targets: string[], values: bigint[], calldatas: string[]];

  constructor(
    connection: Connection,
    governor: AlthingGovernor,
    actions: readonly Action[],
    description = "",
  ) {
    this.#connection = connection;
    this.#governor = governor;
    this.#description = description;
    this.#calls = [
      actions.map(({ target }) => target),
      actions.map(({ value }) => value ?? 0n),
      actions.map(({ data }) => data),
    ];
  }

  async id(): Promise<bigint> {
    return this.#governor.getFunction("getProposalId").staticCall(...this.#calls, id(this.#description));
  }

  async state(): Promise<bigint> {
    return this.#governor.state(await this.id());
  }

  propose(proposer: HardhatEthersSigner) {
    return this.#governor.connect(proposer).propose(...this.#calls, this.#description);
  }

  async vote(voter: HardhatEthersSigner, support: bigint) {
    return this.#governor.connect(voter).castVote(await this.id(), support);
  }

  /** The operation in the timelock, as its `executeBatch` takes it. */
  async operation(): Promise<Operation> {
    const salt = toBeHex(
      BigInt(id(this.#description)) ^ (BigInt(await this.#governor.getAddress()) << 96n),
      32,
    );
    return [...this.#calls, ZeroHash, salt];
  }

  queue() {
    return this.#governor.queue(...this.#calls, id(this.#description));
  }

  execute() {
    return this.#governor.execute(...this.#calls, id(this.#description));
  }

  cancel(caller: HardhatEthersSigner) {
    return this.#governor.connect(caller).cancel(...this.#calls, id(this.#description));
  }

  /** Lets time pass until votes can be cast. */
  async untilVoting(): Promise<void> {
    const snapshot = await this.#governor.proposalSnapshot(await this.id());
    await this.#connection.networkHelpers.time.increaseTo(snapshot + 1n);
  }

  /** Lets time pass until the vote is over. */
  async untilDeadline(): Promise<void> {
    const deadline = await this.#governor.proposalDeadline(await this.id());
    await this.#connection.networkHelpers.time.increaseTo(deadline + 1n);
  }

  /** Lets time pass until the timelock allows the execution. */
  async untilReady(): Promise<void> {
    await this.#connection.networkHelpers.time.increaseTo(await this.#governor.proposalEta(await this.id()));
  }

  /** All of it: proposed by the first of `voters`, whose votes for it suffice, and executed. */
  async pass(...voters: [HardhatEthersSigner, ...HardhatEthersSigner[]]) {
    await this.propose(voters[0]);
    await this.untilVoting();
    for (const voter of voters) await this.vote(voter, Vote.For);
    await this.untilDeadline();
    await this.queue();
    await this.untilReady();
    return this.execute();
  }
}
