import { TypedDataEncoder } from "ethers";
import { type Batch, type Receipt, receiptFields } from "./receipt.ts";
import { type RequestHeader, requestFields } from "./request.ts";

/** Which router on which chain: EIP-712's domain. */
export interface RouterDomain {
  readonly chainId: bigint;
  /** Address of the router. */
  readonly router: string;
}

type Fields = { name: string; type: string }[];

/** The protocol's EIP-712 types. `QueryResult` is reserved for certified queries. */
export const typedData = {
  Request: [...requestFields] as Fields,
  Receipt: [...receiptFields] as Fields,
  Batch: [
    { name: "epoch", type: "uint32" },
    { name: "root", type: "bytes32" },
    { name: "count", type: "uint32" },
  ] as Fields,
  Node: [
    { name: "left", type: "bytes32" },
    { name: "right", type: "bytes32" },
  ] as Fields,
  QueryResult: [
    { name: "functionId", type: "uint256" },
    { name: "codeHash", type: "bytes32" },
    { name: "executionDomain", type: "bytes32" },
    { name: "stateSeq", type: "uint64" },
    { name: "stateRoot", type: "bytes32" },
    { name: "blockNumber", type: "uint64" },
    { name: "blockHash", type: "bytes32" },
    { name: "caller", type: "address" },
    { name: "calldataHash", type: "bytes32" },
    { name: "resultHash", type: "bytes32" },
    { name: "validUntil", type: "uint64" },
  ] as Fields,
};

/** EIP-712's domain object, as ethers' `signTypedData` takes it. */
export function eip712Domain({ chainId, router }: RouterDomain) {
  return { name: "Althing FunctionRouter", version: "1", chainId, verifyingContract: router };
}

/** A request's id, as `FunctionRouter.hashRequest`. */
export function hashRequest(domain: RouterDomain, header: RequestHeader): string {
  return TypedDataEncoder.hash(eip712Domain(domain), { Request: typedData.Request }, header);
}

/** What operators sign for a batch, as `FunctionRouter.hashBatch`. */
export function hashBatch(domain: RouterDomain, batch: Batch): string {
  return TypedDataEncoder.hash(eip712Domain(domain), { Batch: typedData.Batch }, batch);
}

/** A receipt's leaf in its batch's tree. */
export function hashReceipt(receipt: Receipt): string {
  return TypedDataEncoder.hashStruct("Receipt", { Receipt: typedData.Receipt }, receipt);
}

/** An inner node of a batch's tree; a type of its own, so that it can never be taken for a receipt. */
export function hashNode(left: string, right: string): string {
  return TypedDataEncoder.hashStruct("Node", { Node: typedData.Node }, { left, right });
}
