import type { ErrorEntry } from "./entry.ts";

/** Proposals, votes and what they do. */
export const daoErrors = {
  ALT_DAO_ADVANCE_NOT_LOCAL: {
    message: "Time passes by itself on chain {chainId}",
    remedy: "Leave --advance out and wait; it is for local networks.",
  },
  ALT_DAO_ALREADY_VOTED: {
    message: "{voter} has voted on this proposal",
    remedy: "A vote cannot be changed; vote with another account.",
  },
  ALT_DAO_BALLOT: {
    message: "{file} cannot be cast here: {fault}",
    remedy: "Cast it as npx hardhat dao ballot wrote it, on its network (--network).",
  },
  ALT_DAO_CALL_FAILED: {
    message: "The call ended with {reason}",
    remedy: "See that its target is the right contract; with out of gas, split the proposal in two.",
  },
  ALT_DAO_DELEGATED_LATE: {
    message: "{voter} had no votes when voting power was counted for proposal {proposalId}",
    remedy: "Votes that were delegated later count from the next proposal on: propose again.",
  },
  ALT_DAO_FILE: {
    message: "{file} is no proposal: {fault}",
    remedy:
      "Name a title and calls, each with target, function and args, as JSON or as a module's default export (docs/dao.md).",
  },
  ALT_DAO_MANDATE_ASSET: {
    message: "There is no contract at {asset}, which the mandate should pay in",
    remedy: "Name an ERC-20 of this network, or none for the network's currency.",
  },
  ALT_DAO_MANDATE_ENDPOINT: {
    message: "{endpoint} of function {functionId} cannot say whom a mandate pays",
    remedy:
      "Ask an endpoint that is a view and returns (address recipient, uint256 amount)[]; of this function: {endpoints}.",
  },
  ALT_DAO_MANDATE_EXPIRY: {
    message:
      "A mandate that expires at {expiry} could not be paid: vote, request and delays take until {earliest}",
    remedy: "Let it expire later, or ask with a shorter duration or delay.",
  },
  ALT_DAO_MANDATE_FUNDS: {
    message: "The treasury has {had}, and mandate {mandateId} pays {needed}",
    remedy: "Send the treasury what it lacks (npx hardhat dao fund): the mandate can be paid until {expiry}.",
  },
  ALT_DAO_MANDATE_RECIPIENTS: {
    message: "A mandate pays 1 to {maximum} recipients, not {recipients}",
    remedy: "Vote on several mandates, each for a part of the recipients.",
  },
  ALT_DAO_MANDATE_REFUSAL: {
    message: "{caller} may not refuse mandate {mandateId}",
    remedy:
      "Its guardian and cancellers of the treasury may (npx hardhat dao mandate {mandateId}), or a vote: npx hardhat dao propose --target mandates --function cancel --args {mandateId}.",
  },
  ALT_DAO_MANDATE_STATE: {
    message: "Mandate {mandateId} is {state}, which rules this step out",
    remedy: "See what comes next: npx hardhat dao mandate {mandateId}.",
  },
  ALT_DAO_NOT_DELEGATED: {
    message: "{voter} holds tokens but has delegated them to nobody, so they give no votes",
    remedy:
      "Delegate to yourself (npx hardhat dao delegate) and propose again: votes count from the next proposal on.",
  },
  ALT_DAO_NO_CALLS: {
    message: "A proposal without a call does nothing",
    remedy: "Name at least one call: a target, a function and its arguments.",
  },
  ALT_DAO_NO_MANDATES: {
    message: "There are no mandates yet",
    remedy: "A proposal opens one, see docs/dao.md: npx hardhat dao propose --help.",
  },
  ALT_DAO_NO_PROPOSALS: {
    message: "There are no proposals yet",
    remedy: "Make one: npx hardhat dao propose --help.",
  },
  ALT_DAO_NO_TITLE: {
    message: "A proposal without words tells voters nothing",
    remedy: "Say what it is for: npx hardhat dao propose --help.",
  },
  ALT_DAO_NO_VOTES: {
    message: "{voter} has no votes",
    remedy: "Get tokens, or have a holder delegate to you: npx hardhat dao delegate.",
  },
  ALT_DAO_PROPOSER_VOTES: {
    message: "{proposer} has {votes} votes, and a proposal needs {threshold}",
    remedy: "Delegate tokens to yourself: npx hardhat dao delegate.",
  },
  ALT_DAO_SIGNATURE: {
    message: "The ballot is not what {voter} signed, or was signed before another of theirs was cast",
    remedy: "Ask for a new one: npx hardhat dao ballot.",
  },
  ALT_DAO_STATE: {
    message: "Proposal {proposalId} is {state}, which rules this step out",
    remedy: "See what comes next: npx hardhat dao status {proposalId}.",
  },
  ALT_DAO_TOO_EARLY: {
    message: "Proposal {proposalId} cannot be executed before {eta}; it is {now}",
    remedy: "Wait for the timelock; on a local network add --advance.",
  },
  ALT_DAO_TREASURY_ETHER: {
    message: "The treasury has {had} ETH then, and the call sends {needed}",
    remedy: "Send the treasury what it lacks, or propose to send less.",
  },
  ALT_DAO_UNKNOWN_MANDATE: {
    message: "There is no mandate {mandateId}",
    remedy: "List them: npx hardhat dao mandates.",
  },
  ALT_DAO_UNKNOWN_METHOD: {
    message: "{target} has no function {signature}",
    remedy: "Name it as in its interface, e.g. setFuelPrice(uint48).",
  },
  ALT_DAO_UNKNOWN_PROPOSAL: {
    message: "There is no proposal {proposalId}",
    remedy: "List them: npx hardhat dao list.",
  },
  ALT_DAO_VOTE_KIND: {
    message: "{vote} is no way to vote",
    remedy: "Vote for, against or abstain.",
  },
} as const satisfies Record<string, ErrorEntry>;
