import { id, keccak256 } from "ethers";
import { Outcome } from "../../../protocol/outcome.ts";
import type { RequestHeader } from "../../../protocol/request.ts";
import { hashRequest, type RouterDomain } from "../../../protocol/typed-data.ts";
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
  const header = headerOf(sequence, { blockNumber: BigInt(blockNumber), ...changes });
  return { id: hashRequest(DOMAIN, header), header, calldata: CALLDATA, ...placeOf(blockNumber) };
}

export function headerOf(sequence: number, changes: Partial<RequestHeader> = {}): RequestHeader {
  return {
    account: ACCOUNT,
    consumer: ACCOUNT,
    refundTo: ACCOUNT,
    sequence: BigInt(sequence),
    functionId: 1n,
    version: 1n,
    codeHash: id("code"),
    executionDomain: id("domain"),
    mode: 0n,
    calldataHash: keccak256(CALLDATA),
    calldataBytes: 4n,
    fuelLimit: 2n ** 64n - 1n,
    maxResultBytes: 64n,
    callbackGasLimit: 100_000n,
    gasPriceCap: 10n ** 9n,
    overheadGas: 150_000n,
    fixedFee: 1n,
    fuelPrice: 1n,
    bytePrice: 1n,
    tipCap: 1n,
    l1FeeCap: 0n,
    treasuryShare: 1_000n,
    royaltyShare: 0n,
    deadline: 2_000n,
    orderNumber: 0n,
    blockNumber: 1n,
    timestamp: 1_000n,
    prevrandao: id("prevrandao"),
    extension: `0x${"00".repeat(32)}`,
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
