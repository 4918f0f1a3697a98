import { dataSlice, getAddress, id as hashText, hexlify, toQuantity } from "ethers";
import { type AlthingGovernor, AlthingGovernor__factory, Unanimity__factory } from "../../../types/index.js";
import type { AddressBook } from "../../address-book.ts";
import type { ProposalCall } from "../../calls/call-types.ts";
import { toContractError } from "../../support/contract-error.ts";
import { type CallLists, callLists } from "../call-lists.ts";
import { type Proposal, proposalStates } from "../proposal-types.ts";
import type { Fork } from "./simulation-types.ts";

/** Who proposes, votes and executes on the fork: an account that nobody has. */
const ACTOR = getAddress(dataSlice(hashText("Althing rehearsal"), 12));

/** The most that a transaction may have since Osaka (EIP-7825). */
const GAS = toQuantity(2n ** 24n);

/** A transaction of the fork's actor. */
export interface RehearsedTransaction {
  readonly from: string;
  readonly to: string;
  readonly data: string;
  readonly gas: string;
}

type Action = [...CallLists, string];

/**
 * Takes a proposal on a fork to where it can be executed, through the real governor and timelock. Only the vote is not
 * real: {@link Unanimity} stands in for the voting token where a vote is cast. What was not proposed, or has ended, is
 * proposed there first. Returns the execution, which is not sent.
 */
export async function rehearse(
  fork: Fork,
  addresses: AddressBook,
  { calls, proposal }: { readonly calls: readonly ProposalCall[]; readonly proposal: Proposal | undefined },
): Promise<RehearsedTransaction> {
  const governor = AlthingGovernor__factory.connect(addresses.governor, fork);
  await fork.send("hardhat_impersonateAccount", [ACTOR]);
  await fork.send("hardhat_setBalance", [ACTOR, toQuantity(10n ** 24n)]);
  const stage = { fork, governor };
  const action = (await openAction(governor, proposal)) ?? (await propose(stage, calls));
  await carry(stage, action);
  const data = governor.interface.encodeFunctionData("execute", action);
  return { from: ACTOR, to: addresses.governor, data, gas: GAS };
}

interface Stage {
  readonly fork: Fork;
  readonly governor: AlthingGovernor;
}

/** What the governor knows the proposal by, if it can still be executed. */
async function openAction(
  governor: AlthingGovernor,
  proposal: Proposal | undefined,
): Promise<Action | undefined> {
  if (proposal === undefined) return undefined;
  const state = proposalStates[Number(await governor.state(proposal.id))] ?? "";
  if (!["pending", "active", "succeeded", "queued"].includes(state)) return undefined;
  return [...callLists(proposal.calls), hashText(proposal.description)];
}

/** The description is of the moment: the same calls may have been proposed before. */
async function propose(stage: Stage, calls: readonly ProposalCall[]): Promise<Action> {
  const lists = callLists(calls);
  const description = `Tried out at ${await chainTime(stage.fork)}`;
  const data = stage.governor.interface.encodeFunctionData("propose", [...lists, description]);
  await withUnanimity(stage, () => send(stage, data));
  return [...lists, hashText(description)];
}

/** From wherever it is to where the timelock lets it go. */
async function carry(stage: Stage, action: Action): Promise<void> {
  const { fork, governor } = stage;
  const proposalId = await governor.getProposalId(...action);
  for (;;) {
    switch (proposalStates[Number(await governor.state(proposalId))]) {
      case "pending":
        await advanceTo(fork, (await governor.proposalSnapshot(proposalId)) + 1n);
        break;
      case "active":
        if (await governor.hasVoted(proposalId, ACTOR))
          await advanceTo(fork, (await governor.proposalDeadline(proposalId)) + 1n);
        else await vote(stage, proposalId);
        break;
      case "succeeded":
        await send(stage, governor.interface.encodeFunctionData("queue", action));
        break;
      default:
        return advanceTo(fork, await governor.proposalEta(proposalId));
    }
  }
}

const FOR = 1n;

function vote(stage: Stage, proposalId: bigint): Promise<void> {
  const data = stage.governor.interface.encodeFunctionData("castVote", [proposalId, FOR]);
  return withUnanimity(stage, () => send(stage, data));
}

/** The voting token is itself again afterwards: the quorum, and what the proposal does to it, are real. */
async function withUnanimity({ fork, governor }: Stage, act: () => Promise<void>): Promise<void> {
  const token = await governor.token();
  const code = await fork.getCode(token);
  // A call that creates a contract returns its code.
  const unanimity = await fork.call({ data: Unanimity__factory.bytecode });
  await fork.send("hardhat_setCode", [token, hexlify(unanimity)]);
  await act();
  await fork.send("hardhat_setCode", [token, code]);
}

async function send({ fork, governor }: Stage, data: string): Promise<void> {
  try {
    const transaction = { from: ACTOR, to: String(governor.target), data, gas: GAS };
    await fork.send("eth_sendTransaction", [transaction]);
  } catch (error) {
    throw toContractError(error) ?? error;
  }
}

async function chainTime(fork: Fork): Promise<bigint> {
  return BigInt((await fork.getBlock("latest"))?.timestamp ?? 0);
}

async function advanceTo(fork: Fork, time: bigint): Promise<void> {
  if ((await chainTime(fork)) >= time) return;
  await fork.send("evm_setNextBlockTimestamp", [toQuantity(time)]);
  await fork.send("evm_mine", []);
}
