import { Interface, id, type Result, type TransactionDescription, ZeroAddress } from "ethers";
import { moment } from "../../protocol/moment.ts";
import type { PlaceName } from "../address-book.ts";
import { ether, figure, tokens } from "../support/format.ts";
import { inWords } from "../support/words.ts";
import { phasesSentence } from "./phases-sentence.ts";

/** How accounts are called. */
export interface Speaker {
  /** The account's name, or its address. */
  account(address: string): string;
}

type Sentence = (args: Result, target: string, speaker: Speaker) => string;
type Sentences = Readonly<Record<string, Sentence>>;

/** Functions of standards, by which calls of contracts that are not ours are read. */
export const standardCalls = new Interface([
  "function transfer(address to, uint256 amount)",
  "function approve(address spender, uint256 amount)",
  "function safeTransferFrom(address from, address to, uint256 tokenId)",
  "function grantRole(bytes32 role, address account)",
  "function revokeRole(bytes32 role, address account)",
  "function transferOwnership(address newOwner)",
  "function openRound(bytes32 root, uint208 total, uint40 expiry)",
]);

/** Of any contract. What an amount is worth depends on decimals that are not known here. */
const anyContract: Sentences = {
  "transfer(address,uint256)": ([to, amount], target, { account }) =>
    `Send ${figure(amount)} units of ${account(target)} to ${account(to)}`,
  "approve(address,uint256)": ([spender, amount], target, { account }) =>
    `Let ${account(spender)} take ${figure(amount)} units of ${account(target)}`,
  "safeTransferFrom(address,address,uint256)": ([from, to, tokenId], target, { account }) =>
    `Send token ${tokenId} of ${account(target)} from ${account(from)} to ${account(to)}`,
  "grantRole(bytes32,address)": ([role, to], target, { account }) =>
    `Grant ${roleName(role)} of ${account(target)} to ${account(to)}`,
  "revokeRole(bytes32,address)": ([role, from], target, { account }) =>
    `Take ${roleName(role)} of ${account(target)} from ${account(from)}`,
  "transferOwnership(address)": ([to], target, { account }) =>
    `Make ${account(to)} the owner of ${account(target)}`,
  "openRound(bytes32,uint208,uint40)": ([root, total, expiry], target, { account }) =>
    `Open an airdrop of ${figure(total)} units at ${account(target)} until ${moment(expiry)}, with root ${root}`,
};

/** Of our own contracts, whose units are known. */
const own: Readonly<Partial<Record<PlaceName, Sentences>>> = {
  token: {
    "mint(address,uint256)": ([to, amount], _, { account }) => `Mint ${coins(amount)} to ${account(to)}`,
    "burn(uint256)": ([amount]) => `Burn ${coins(amount)}`,
    "transfer(address,uint256)": ([to, amount], _, { account }) => `Send ${coins(amount)} to ${account(to)}`,
    "approve(address,uint256)": ([spender, amount], _, { account }) =>
      `Let ${account(spender)} take ${coins(amount)}`,
    "delegate(address)": ([to], _, { account }) => `Delegate the caller's votes to ${account(to)}`,
  },
  collection: {
    "setMintPrice(uint128)": ([price], target, { account }) =>
      `Sell ${account(target)}'s tokens for ${ether(price)} each`,
    "setDefaultRoyalty(address,uint96)": ([receiver, basisPoints], target, { account }) =>
      `Pay ${Number(basisPoints) / 100} % of ${account(target)}'s resales to ${account(receiver)}`,
    "mintTo(address,uint256)": ([to, quantity], target, { account }) =>
      `Give ${count(quantity)} of ${account(target)} to ${account(to)}`,
    "revoke(uint256)": ([tokenId], target, { account }) =>
      `Take token ${tokenId} of ${account(target)} back from its holder, and destroy it`,
    "setPhases(uint256,(uint8,uint40,uint40,uint64,uint96,bytes32)[])": (
      [kept, phases],
      target,
      { account },
    ) => phasesSentence(account(target), kept, phases),
    "setSigner(address)": ([signer], target, { account }) =>
      signer === ZeroAddress
        ? `Void all vouchers of ${account(target)}`
        : `Let ${account(signer)} sign vouchers of ${account(target)}, and void those of its signer so far`,
  },
  governor: {
    "setVotingDelay(uint48)": ([seconds]) => `Let votes begin ${inWords(seconds)} after the proposal`,
    "setVotingPeriod(uint32)": ([seconds]) => `Let votes last ${inWords(seconds)}`,
    "setProposalThreshold(uint256)": ([votes]) => `Ask ${tokens(votes)} votes of who proposes`,
    "updateQuorumNumerator(uint256)": ([percent]) => `Set the quorum to ${percent} % of all votes`,
  },
  treasury: {
    "updateDelay(uint256)": ([seconds]) => `Let the timelock hold what passed for ${inWords(seconds)}`,
  },
  vesting: {
    "grant((address,uint40,uint40,bool,uint208,uint40)[])": ([grants], _, speaker) =>
      [...(grants as Result)].map((grant) => grantInWords(grant, speaker)).join("; "),
    "revoke(uint256)": ([id]) => `Take back what of vesting grant ${id} has not vested`,
  },
  distributor: {
    "closeRound(uint256)": ([round]) => `Close airdrop ${round}, and take back what is left of it`,
  },
  mandates: {
    "open((address,uint48,uint32,uint8,address,uint128,uint128),(bytes32,uint64,uint64,uint32,uint128,bytes))":
      ([terms, question], _, speaker) => mandateInWords(terms, question, speaker),
    "cancel(uint256)": ([id]) => `Refuse the payment of mandate ${id}`,
    "reclaim(address,address)": ([asset, of], _, { account }) =>
      `Take back what ${account(of)} refused of ${isZero(asset) ? "ETH" : account(asset)}`,
    "followRouter(address)": ([router], _, { account }) => `Let mandates ask through ${account(router)}`,
    "withdrawFees(address,uint256)": ([router, amount], _, { account }) =>
      `Take ${ether(amount)} out of the mandates' account at ${account(router)}`,
  },
};

/** What a parsed call does; undefined if there are no words for it. */
export function sentenceFor(
  name: PlaceName | undefined,
  { signature, args }: TransactionDescription,
  target: string,
  speaker: Speaker,
): string | undefined {
  const sentence = (name === undefined ? undefined : own[name]?.[signature]) ?? anyContract[signature];
  return sentence?.(args, target, speaker);
}

function count(quantity: bigint): string {
  return quantity === 1n ? "1 token" : `${figure(quantity)} tokens`;
}

function grantInWords(grant: Result, { account }: Speaker): string {
  const { beneficiary, start, cliff, end, amount, revocable } = grant.toObject();
  const none = cliff > start ? `, none before ${moment(cliff)}` : "";
  const until = `from ${moment(start)} until ${moment(end)}${none}`;
  return `Let ${coins(amount)} vest for ${account(beneficiary)} ${until}${revocable ? ", revocably" : ""}`;
}

function mandateInWords(terms: Result, question: Result, { account }: Speaker): string {
  const { asset, expiry, delay, maxRecipients, guardian, maxTotal, maxPerRecipient } = terms.toObject();
  const amount = (units: bigint) => {
    if (isZero(asset)) return ether(units);
    return account(asset) === "token" ? coins(units) : `${figure(units)} units of ${account(asset)}`;
  };
  const bounds = `${amount(maxTotal)} in all, ${amount(maxPerRecipient)} each and ${maxRecipients} recipients`;
  const waits = delay === 0n ? "" : `, held ${inWords(delay)} or longer`;
  const stops = isZero(guardian) ? "" : `, unless ${account(guardian)} refuses`;
  return `Pay at most ${bounds} by ${moment(expiry)}${waits}${stops}, to whom program ${question.program} says when asked`;
}

function isZero(address: string): boolean {
  return /^0x0+$/.test(address);
}

/** Of our own token. */
function coins(amount: bigint): string {
  return amount === 10n ** 18n ? "1 token" : `${tokens(amount)} tokens`;
}

const roles = [
  "MINTER_ROLE",
  "PAUSER_ROLE",
  "FREEZER_ROLE",
  "BRIDGE_ROLE",
  "PROPOSER_ROLE",
  "EXECUTOR_ROLE",
  "CANCELLER_ROLE",
];

function roleName(role: string): string {
  if (/^0x0+$/.test(role)) return "DEFAULT_ADMIN_ROLE";
  return roles.find((name) => id(name) === role) ?? `role ${role}`;
}
