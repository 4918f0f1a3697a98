import { Contract, Interface, type TransactionReceipt, ZeroAddress } from "ethers";
import type { AlthingGovernor } from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import type { DescribedCall } from "../calls/call-types.ts";
import { describeCall } from "../calls/describe-call.ts";
import type { ContractCaller } from "../support/contract-caller.ts";
import { isUnanswered } from "../support/unanswered.ts";
import type { VoterPower } from "./proposal-types.ts";

/** What ERC-20 and ERC-721 tokens with votes (ERC-5805) have in common; `decimals` is the former's alone. */
const VOTING_TOKEN = new Interface([
  "function balanceOf(address account) view returns (uint256)",
  "function decimals() view returns (uint8)",
  "function delegate(address delegatee)",
  "function delegates(address account) view returns (address)",
  "function getVotes(address account) view returns (uint256)",
]);

/** Decimals in which votes are counted: those of an ERC-20, none of an ERC-721, whose tokens have a vote each. */
export async function voteDecimals(governor: AlthingGovernor): Promise<number> {
  const token = new Contract(await governor.token(), VOTING_TOKEN, governor.runner);
  try {
    return Number(await token.getFunction("decimals")());
  } catch (error) {
    if (!isUnanswered(error)) throw error;
    return 0;
  }
}

/** Gives the sender's votes to `delegate`, of whatever token the governor counts. */
export function delegateVotes(
  caller: ContractCaller,
  governor: AlthingGovernor,
  delegate: string,
): Promise<TransactionReceipt> {
  return caller.send("governor", async () => {
    const token = new Contract(await governor.token(), VOTING_TOKEN, governor.runner);
    return token.getFunction("delegate")(delegate);
  });
}

/** What an account can vote with, and what keeps it from it. */
export function powerOf(
  caller: ContractCaller,
  addresses: AddressBook,
  governor: AlthingGovernor,
  account: string,
): Promise<VoterPower> {
  return caller.read("governor", async () => {
    const address = await governor.token();
    const token = new Contract(address, VOTING_TOKEN, governor.runner);
    const ask = <Value>(name: string) => token.getFunction(name)(account) as Promise<Value>;
    const [balance, delegate, votes, threshold, decimals] = await Promise.all([
      ask<bigint>("balanceOf"),
      ask<string>("delegates"),
      ask<bigint>("getVotes"),
      governor.proposalThreshold(),
      voteDecimals(governor),
    ]);
    const idle = balance > 0n && delegate === ZeroAddress;
    return {
      account,
      balance,
      votes,
      delegate: delegate === ZeroAddress ? undefined : delegate,
      decimals,
      threshold,
      mayPropose: votes >= threshold,
      toDelegate: idle ? delegation(addresses, address, account) : undefined,
    };
  });
}

/** The account itself has to send it. */
function delegation(addresses: AddressBook, token: string, account: string): DescribedCall {
  const call = { target: token, value: 0n, data: VOTING_TOKEN.encodeFunctionData("delegate", [account]) };
  return { ...call, sentence: describeCall(addresses, call, VOTING_TOKEN) };
}
