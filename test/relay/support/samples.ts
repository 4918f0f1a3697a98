import { id, keccak256, ZeroHash } from "ethers";
import { Outcome } from "../../../protocol/outcome.ts";
import type { RequestHeader } from "../../../protocol/request.ts";
import type { Program, Task } from "../../../protocol/task.ts";
import { hashProgram, hashRequest, hashTask, type RouterDomain } from "../../../protocol/typed-data.ts";
import type { Execution } from "../../../relay/domain/execution.ts";
import type { SeenRequest } from "../../../relay/domain/request.ts";
import type { Place } from "../../../relay/ports.ts";

export const DOMAIN: RouterDomain = {
  chainId: 31_337n,
  router: "0x0165878A594ca255338adfa4d48449f69242Eb8F",
};

const ACCOUNT = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
const CALLDATA = "0x12345678";

export function blockHash(number: number, fork = ""): string {
  return id(`block ${number}${fork}`);
}

export function placeOf(blockNumber: number, logIndex = 0): Place {
  return {
    blockNumber,
    blockHash: blockHash(blockNumber),
    transactionHash: id(`transaction ${blockNumber}.${logIndex}`),
    logIndex,
  };
}

/** A request as its event would show it; `sequence` tells requests apart. */
export function requestOf(
  sequence: number,
  changes: Partial<RequestHeader> = {},
  blockNumber = sequence,
): SeenRequest {
  const task = taskOf({ blockNumber: BigInt(blockNumber) });
  const header = headerOf(sequence, { task: hashTask(task), ...changes });
  return { id: hashRequest(DOMAIN, header), header, task, calldata: CALLDATA, ...placeOf(blockNumber) };
}

export const PROGRAM: Program = {
  functionId: 1n,
  version: 1n,
  codeHash: id("code"),
  executionDomain: id("domain"),
};

export function taskOf(changes: Partial<Task> = {}): Task {
  return {
    program: hashProgram(PROGRAM),
    calldataHash: keccak256(CALLDATA),
    blockNumber: 1n,
    timestamp: 1_000n,
    orderNumber: 0n,
    mode: 0n,
    prevrandao: id("prevrandao"),
    extension: ZeroHash,
    ...changes,
  };
}

export function headerOf(sequence: number, changes: Partial<RequestHeader> = {}): RequestHeader {
  return {
    consumer: ACCOUNT,
    callbackGasLimit: 100_000n,
    gasPriceCap: 10n ** 9n,
    refundTo: ACCOUNT,
    sequence: BigInt(sequence),
    deadline: 2_000n,
    slot: 0n,
    paid: false,
    capped: false,
    fixedFee: 1n,
    fuelPrice: 1n,
    bytePrice: 1n,
    tipCap: 1n,
    treasuryShare: 1_000n,
    royaltyShare: 0n,
    functionId: 1n,
    fuelLimit: 2n ** 64n - 1n,
    maxResultBytes: 64n,
    calldataBytes: 4n,
    overheadGas: 150_000n,
    l1FeeCap: 0n,
    tag: ZeroHash,
    task: hashTask(taskOf()),
    ...changes,
  };
}

export function executionOf(changes: Partial<Execution> = {}): Execution {
  return {
    outcome: Outcome.Success,
    result: "0x2a",
    fuelUsed: 7n,
    logs: ["said"],
    peakMemoryBytes: 65_536,
    ...changes,
  };
}
