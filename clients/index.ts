export { type AddressBook, type ContractName, contractNames } from "./address-book.ts";
export { DaoClient } from "./dao/dao-client.ts";
export { callOf, describeCall, parseCall } from "./dao/proposal-calls.ts";
export * from "./dao/proposal-types.ts";
export { DirectoryClient, type NamedRouter } from "./functions/directory-client.ts";
export * from "./functions/function-types.ts";
export { FunctionsClient } from "./functions/functions-client.ts";
export type { FunctionReceipt } from "./functions/receipts.ts";
export * from "./functions/request-types.ts";
export { CollectionClient } from "./nft/collection-client.ts";
export * from "./nft/collection-types.ts";
export * from "./operators/operator-types.ts";
export { OperatorsClient } from "./operators/operators-client.ts";
export { nameOf, parseAddress, resolveAddress } from "./support/addresses.ts";
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
export { TokenClient } from "./token/token-client.ts";
export * from "./token/token-types.ts";
