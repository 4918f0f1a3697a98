// The life of a proposal that pays ether out of the treasury.

import { type Contract, id } from "ethers";
import { type Connection, eventIn, send } from "../chain.ts";
import { type People, peopleOf, spend } from "./meter.ts";
import { type Series, withSum } from "./series.ts";

/** Seconds. */
export const VOTING = { delay: 60, period: 3_600, extension: 600, timelock: 3_600 };
/** Percent of the supply. */
export const QUORUM = 4;
export const SUPER_QUORUM = 80;

export const STEPS = ["propose", "vote", "second vote", "queue", "execute"];
export const ALL_STEPS = "all five";
const FOR = 1;

export interface Organisation {
  /** Of whose supply Alice has more than a quorum, and Bob some. */
  readonly token: Contract;
  readonly governor: Contract;
  /** Has ether. */
  readonly treasury: Contract;
}

/** The second of two proposals: what the first left behind is there, as it is in an organisation that goes on. */
export async function measureGovernance(
  name: string,
  connection: Connection,
  organisation: Organisation,
): Promise<Series> {
  const people = await peopleOf(connection);
  for (const voter of [people.alice, people.bob]) await spend(organisation.token, "delegate", [voter], voter);
  await passProposal(connection, organisation, people, "The first payment");
  const gas = await passProposal(connection, organisation, people, "A second payment");
  const series = { name, gas: new Map(STEPS.map((step, i) => [step, gas[i] as number])) };
  return withSum(series, ALL_STEPS, STEPS);
}

async function passProposal(
  connection: Connection,
  { governor }: Organisation,
  { alice, bob, carol }: People,
  description: string,
): Promise<number[]> {
  const { time } = connection.networkHelpers;
  const balance = await connection.ethers.provider.getBalance(carol);
  const action = [[carol.address], [1n], ["0x"]];
  const proposal = await send(governor, "propose", [...action, description], alice);
  const { proposalId } = eventIn(governor, proposal, "ProposalCreated");
  await time.increase(VOTING.delay + 1);
  const votes = [
    await spend(governor, "castVote", [proposalId, FOR], alice),
    await spend(governor, "castVote", [proposalId, FOR], bob),
  ];
  await time.increase(VOTING.period);
  const queue = await spend(governor, QUEUE, [...action, id(description)], bob);
  await time.increase(VOTING.timelock);
  const execute = await spend(governor, EXECUTE, [...action, id(description)], bob);
  if ((await connection.ethers.provider.getBalance(carol)) !== balance + 1n)
    throw new Error(`"${description}" passed and nothing was paid`);
  return [Number(proposal.gasUsed), ...votes, queue, execute];
}

const QUEUE = "queue(address[],uint256[],bytes[],bytes32)";
const EXECUTE = "execute(address[],uint256[],bytes[],bytes32)";
