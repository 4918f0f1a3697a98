import { formatEther, hexlify } from "ethers";
import type { ErrorCode } from "../../protocol/error-catalogue.ts";
import { moment } from "../../protocol/moment.ts";
import type { DecodedRevert } from "../../protocol/reverts.ts";
import type { ContractErrorArgs, ContractErrorName } from "./contract-error-types.ts";

type Figures = Record<string, string | number | bigint>;

interface Explanation {
  readonly code: ErrorCode;
  readonly figures: Figures;
}

type Explainers = {
  readonly [Name in ContractErrorName]?: (args: ContractErrorArgs<Name>) => readonly [ErrorCode, Figures];
};

/** Both have 18 decimals. */
const ether = (amount: bigint) => formatEther(amount).replace(/\.0$/, "");
const tokens = ether;

/** `IMandates.Status`. */
const MANDATE_STATES = ["unknown", "asked", "answered", "scheduled", "paid", "ended"];

/** The contracts' errors that a user can do something about, each with the code that says what. */
const explainers: Explainers = {
  AccessControlUnauthorizedAccount: ({ account }) => ["ALT_ACCESS_DENIED", { account }],
  OwnableUnauthorizedAccount: ({ account }) => ["ALT_ACCESS_DENIED", { account }],
  ERC20InsufficientBalance: ({ sender, balance, needed }) => [
    "ALT_TOKEN_BALANCE",
    { account: sender, had: tokens(balance), needed: tokens(needed) },
  ],
  ERC20InsufficientAllowance: ({ spender, allowance, needed }) => [
    "ALT_TOKEN_ALLOWANCE",
    { spender, had: tokens(allowance), needed: tokens(needed) },
  ],
  ERC20ExceededCap: ({ increasedSupply, cap }) => [
    "ALT_TOKEN_CAP",
    { supply: tokens(increasedSupply), cap: tokens(cap) },
  ],
  ERC721NonexistentToken: ({ tokenId }) => ["ALT_NFT_UNKNOWN", { tokenId }],
  ERC721IncorrectOwner: ({ tokenId, owner }) => ["ALT_NFT_NOT_OWNER", { tokenId, owner }],
  ERC721InsufficientApproval: ({ operator, tokenId }) => ["ALT_NFT_NOT_APPROVED", { operator, tokenId }],
  CollectionPaymentInvalid: ({ paid, needed }) => [
    "ALT_NFT_PAYMENT",
    { paid: ether(paid), needed: ether(needed) },
  ],
  CollectionQuantityInvalid: ({ quantity, maximum }) => ["ALT_NFT_QUANTITY", { quantity, maximum }],
  CollectionSupplyExceeded: ({ quantity, left }) => ["ALT_NFT_SOLD_OUT", { quantity, left }],
  CollectionSaleClosed: ({ opensAt }) => [
    "ALT_NFT_SALE_CLOSED",
    { opens: opensAt === 0n ? "never again" : moment(opensAt) },
  ],
  CollectionPhaseKind: ({ phase, actual }) => [
    "ALT_NFT_PHASE_KIND",
    { phase, kind: ["public", "allowlist", "signature"][Number(actual)] ?? "unknown" },
  ],
  CollectionLimitExceeded: ({ account, quantity, left }) => ["ALT_NFT_LIMIT", { account, quantity, left }],
  CollectionProofInvalid: ({ account, limit, price }) => [
    "ALT_NFT_NOT_LISTED",
    { account, limit, price: ether(price) },
  ],
  CollectionVoucherInvalid: ({ account, phase }) => ["ALT_NFT_VOUCHER", { account, phase }],
  CollectionVoucherExpired: ({ deadline }) => ["ALT_NFT_VOUCHER_EXPIRED", { deadline: moment(deadline) }],
  CollectionTokenBound: ({ tokenId }) => ["ALT_NFT_BOUND", { tokenId }],
  CollectionRevealTooEarly: ({ notBefore }) => ["ALT_NFT_REVEAL_EARLY", { notBefore: moment(notBefore) }],
  CollectionRevealDrawn: () => ["ALT_NFT_REVEAL_DONE", { what: "drawn" }],
  CollectionRevealed: () => ["ALT_NFT_REVEAL_DONE", { what: "revealed" }],
  CollectionRevealUndrawn: () => ["ALT_NFT_REVEAL_UNDRAWN", {}],
  CollectionRevealMismatch: ({ given, commitment }) => [
    "ALT_NFT_SECRET",
    { file: "the secret", given: hexlify(given), commitment: hexlify(commitment) },
  ],
  CollectionCarved: ({ tokenId }) => ["ALT_NFT_CARVED", { tokenId }],
  CollectionTraitsPending: ({ tokenId, until }) => [
    "ALT_NFT_TRAITS_PENDING",
    { tokenId, until: moment(until) },
  ],
  CollectionTraitsFunctionUnset: () => ["ALT_NFT_TRAITS_UNSET", {}],
  GovernorInsufficientProposerVotes: ({ proposer, votes, threshold }) => [
    "ALT_DAO_PROPOSER_VOTES",
    { proposer, votes: tokens(votes), threshold: tokens(threshold) },
  ],
  GovernorNonexistentProposal: ({ proposalId }) => ["ALT_DAO_UNKNOWN_PROPOSAL", { proposalId }],
  GovernorInvalidSignature: ({ voter }) => ["ALT_DAO_SIGNATURE", { voter }],
  GovernorAlreadyCastVote: ({ voter }) => ["ALT_DAO_ALREADY_VOTED", { voter }],
  MandatesNotTreasury: ({ caller }) => ["ALT_ACCESS_DENIED", { account: caller }],
  MandatesNotCanceller: ({ id, caller }) => ["ALT_DAO_MANDATE_REFUSAL", { mandateId: id, caller }],
  MandatesStatus: ({ id, status }) => [
    "ALT_DAO_MANDATE_STATE",
    { mandateId: id, state: MANDATE_STATES[Number(status)] ?? "unknown" },
  ],
  MandatesAsset: ({ asset }) => ["ALT_DAO_MANDATE_ASSET", { asset }],
  MandatesRecipients: ({ recipients, maximum }) => ["ALT_DAO_MANDATE_RECIPIENTS", { recipients, maximum }],
  MandatesExpiry: ({ expiry, earliest }) => [
    "ALT_DAO_MANDATE_EXPIRY",
    { expiry: moment(expiry), earliest: moment(earliest) },
  ],
  VestingUnknown: ({ id }) => ["ALT_TOKEN_UNKNOWN_GRANT", { grantId: id }],
  VestingNothingDue: ({ id, claimed }) => [
    "ALT_TOKEN_NOTHING_VESTED",
    { grantId: id, claimed: tokens(claimed) },
  ],
  VestingNotTreasury: ({ caller }) => ["ALT_ACCESS_DENIED", { account: caller }],
  VestingIrrevocable: ({ id }) => ["ALT_TOKEN_IRREVOCABLE", { grantId: id }],
  RouterBalance: ({ account, had, needed }) => [
    "ALT_FUNCTIONS_BALANCE",
    { account, had: ether(had), needed: ether(needed) },
  ],
  RouterAllowance: ({ account, consumer, had, needed }) => [
    "ALT_FUNCTIONS_ALLOWANCE",
    { account, consumer, had: ether(had), needed: ether(needed) },
  ],
  RouterCost: ({ cost, maxCost }) => ["ALT_FUNCTIONS_COST", { cost: ether(cost), maxCost: ether(maxCost) }],
  RouterDomain: ({ executionDomain }) => [
    "ALT_FUNCTIONS_DOMAIN",
    { executionDomain: hexlify(executionDomain) },
  ],
  RouterDeadline: ({ deadline, earliest, latest }) => [
    "ALT_FUNCTIONS_DEADLINE",
    { deadline: moment(deadline), earliest: moment(earliest), latest: moment(latest) },
  ],
  RouterPaused: ({ until }) => ["ALT_FUNCTIONS_PAUSED", { until: moment(until) }],
  RouterProgram: ({ program }) => ["ALT_FUNCTIONS_UNKNOWN_PROGRAM", { program: hexlify(program) }],
  RouterUnsupported: ({ functionId, version }) => ["ALT_FUNCTIONS_UNSUPPORTED", { functionId, version }],
  RouterNothingSettled: () => ["ALT_FUNCTIONS_NOTHING_SETTLED", {}],
  RouterNotUndelivered: ({ id }) => [
    "ALT_FUNCTIONS_NOT_UNDELIVERED",
    { requestId: hexlify(id), state: "settled" },
  ],
  RouterGasPriceCap: ({ gasPriceCap, minimum }) => ["ALT_FUNCTIONS_GAS_PRICE_CAP", { gasPriceCap, minimum }],
  BondsMember: ({ signer }) => ["ALT_OPERATORS_COUNTS", { signer }],
  BondsSlashed: ({ signer }) => ["ALT_OPERATORS_SLASHED", { signer }],
  BondsStake: ({ signer, holder, had, needed }) => [
    "ALT_OPERATORS_STAKE",
    { signer, holder, had: tokens(had), needed: tokens(needed) },
  ],
  BondsNotReady: ({ readyAt }) => ["ALT_OPERATORS_NOT_READY", { readyAt: moment(readyAt) }],
  BondsBelowMinimum: ({ signer, had, needed }) => [
    "ALT_OPERATORS_MIN_BOND",
    { signer, had: tokens(had), needed: tokens(needed) },
  ],
  EquivocationNone: () => ["ALT_OPERATORS_NO_CONTRADICTION", {}],
  FunctionDirectoryUnknownVersion: ({ version, latest }) => [
    "ALT_FUNCTIONS_UNKNOWN_ROUTER",
    { version, latest },
  ],
  FunctionRegistryUnknownVersion: ({ functionId, version, latest }) =>
    latest === 0n
      ? ["ALT_FUNCTIONS_UNKNOWN", { functionId }]
      : ["ALT_FUNCTIONS_UNKNOWN_VERSION", { functionId, version, latest }],
  FunctionRegistryNotOwner: ({ caller, functionId }) => ["ALT_FUNCTIONS_NOT_OWNER", { caller, functionId }],
};

/** The code of a contract's error, and the figures that its message names. */
export function explainRevert(revert: DecodedRevert): Explanation {
  const known = Object.hasOwn(explainers, revert.name);
  if (!known) return { code: "ALT_REVERTED", figures: { error: revert.text } };
  const explain = explainers[revert.name as ContractErrorName] as (
    args: DecodedRevert["args"],
  ) => readonly [ErrorCode, Figures];
  const [code, figures] = explain(revert.args);
  return { code, figures };
}
