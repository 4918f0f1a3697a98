export {
  type AddressBook,
  type ContractName,
  contractNames,
  type ModuleName,
  type PlaceName,
} from "./address-book.ts";
export type { DescribedCall, ProposalCall } from "./calls/call-types.ts";
export { type ContractCalls, callsOf } from "./calls/contract-calls.ts";
export { describeCall } from "./calls/describe-call.ts";
export { type CallText, parseCall } from "./calls/parse-call.ts";
export { DaoClient } from "./dao/dao-client.ts";
export type { Delegate, Delegation, DelegationPage, Holder, PageOf } from "./dao/delegation.ts";
export * from "./dao/mandates/mandate-types.ts";
export { mandateInWords } from "./dao/mandates/mandate-words.ts";
export { MandatesClient } from "./dao/mandates/mandates-client.ts";
export * from "./dao/proposal-types.ts";
export type { SignedVote } from "./dao/signed-vote.ts";
export * from "./dao/simulation/simulation-types.ts";
export { statusInWords } from "./dao/status-words.ts";
export { TreasuryClient } from "./dao/treasury-client.ts";
export { DirectoryClient, type NamedRouter } from "./functions/directory-client.ts";
export * from "./functions/function-types.ts";
export { FunctionsClient } from "./functions/functions-client.ts";
export type { FunctionReceipt } from "./functions/receipts.ts";
export * from "./functions/request-types.ts";
export { CollectionClient } from "./nft/collection-client.ts";
export * from "./nft/collection-types.ts";
export { commitmentOf, type RevealSecret } from "./nft/commitment.ts";
export { FOR_EVER, PhaseKind, type SalePhase, type SaleStatus } from "./nft/phase-types.ts";
export { PhasesClient } from "./nft/phases-client.ts";
export { RevealClient, type RevealState } from "./nft/reveal-client.ts";
export type { Allowance, SignedVoucher, Voucher } from "./nft/voucher.ts";
export * from "./operators/operator-types.ts";
export { OperatorsClient } from "./operators/operators-client.ts";
export { addressOf, labelOf, nameOf, parseAddress, resolveAddress } from "./support/addresses.ts";
export type { ClientRunner, Mined } from "./support/contract-caller.ts";
export {
  ContractError,
  contractErrorOf,
  decodeRevert,
  isContractError,
  type NamedContractError,
  toContractError,
} from "./support/contract-error.ts";
export type { ContractErrorArgs, ContractErrorName } from "./support/contract-error-types.ts";
export { type AirdropRound, DistributorClient, type RoundClaim } from "./token/distributor-client.ts";
export { TokenClient } from "./token/token-client.ts";
export * from "./token/token-types.ts";
export { VestingClient } from "./token/vesting-client.ts";
export type { GrantClaim, VestingGrant } from "./token/vesting-types.ts";
