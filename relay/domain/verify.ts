import { dataLength, keccak256 } from "ethers";
import { hashRequest, type RouterDomain } from "../../protocol/typed-data.ts";
import type { SeenRequest } from "./request.ts";

/**
 * What is wrong with a request as an RPC endpoint told it, or undefined. Everything that an execution depends on stands
 * in the header, and the id commits to the header: an endpoint that lies about any of it is caught here.
 */
export function faultOfRequest(domain: RouterDomain, request: SeenRequest): string | undefined {
  const { id, header, calldata, blockNumber } = request;
  if (hashRequest(domain, header) !== id) return `the header of request ${id} hashes to another id`;
  if (keccak256(calldata) !== header.calldataHash) return `the calldata of request ${id} has another hash`;
  if (BigInt(dataLength(calldata)) !== header.calldataBytes) {
    return `the calldata of request ${id} has another length`;
  }
  if (BigInt(blockNumber) !== header.blockNumber) return `request ${id} was made in another block`;
  return undefined;
}
