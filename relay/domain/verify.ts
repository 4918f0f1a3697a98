import { dataLength, keccak256 } from "ethers";
import type { Program } from "../../protocol/task.ts";
import { hashProgram, hashRequest, hashTask, type RouterDomain } from "../../protocol/typed-data.ts";
import type { SeenRequest } from "./request.ts";

/**
 * What is wrong with a request as an RPC endpoint told it, or undefined. Everything that an execution depends on stands
 * in the header and the task, and the id commits to both: an endpoint that lies about any of it is caught here.
 */
export function faultOfRequest(domain: RouterDomain, request: SeenRequest): string | undefined {
  const { id, header, task, calldata, blockNumber } = request;
  if (hashRequest(domain, header) !== id) return `the header of request ${id} hashes to another id`;
  if (hashTask(task) !== header.task) return `the task of request ${id} has another hash`;
  if (keccak256(calldata) !== task.calldataHash) return `the calldata of request ${id} has another hash`;
  if (BigInt(dataLength(calldata)) !== header.calldataBytes) {
    return `the calldata of request ${id} has another length`;
  }
  if (BigInt(blockNumber) !== task.blockNumber) return `request ${id} was made in another block`;
  return undefined;
}

/** The same of a program that the router is said to have admitted. */
export function faultOfProgram(hash: string, program: Program): string | undefined {
  return hashProgram(program) === hash ? undefined : `program ${hash} has another hash`;
}
