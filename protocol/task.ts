import { packWord, unpackWord, type WordLayout } from "./word.ts";

/** What runs, as `Program` in contracts/functions/FunctionTypes.sol: its typed hash names it in calls. */
export interface Program {
  readonly functionId: bigint;
  readonly version: bigint;
  /** keccak256 of the published bytes. */
  readonly codeHash: string;
  readonly executionDomain: string;
}

/** What an execution depends on beside the request's id and calldata. Times are Unix seconds, hashes 32-byte hex. */
export interface Task {
  /** Typed hash of the program. */
  readonly program: string;
  readonly calldataHash: string;
  /** Of the request's block, like `timestamp` and `prevrandao`: the only clock a guest sees. */
  readonly blockNumber: bigint;
  readonly timestamp: bigint;
  /** Place among the requests of a stateful function; 0 if stateless. */
  readonly orderNumber: bigint;
  /** 0 query, 1 update. */
  readonly mode: bigint;
  readonly prevrandao: string;
  /** Reserved, 0. */
  readonly extension: string;
}

/** The same as the chain has it: `Task` in contracts/functions/FunctionTypes.sol. */
export interface PackedTask {
  readonly program: string;
  readonly calldataHash: string;
  readonly moment: bigint;
  readonly prevrandao: string;
  readonly extension: string;
}

/** The packed word of a task, as contracts/functions/types/Moment.sol lays it out. */
export const momentLayout = [
  { name: "blockNumber", bits: 64, type: "uint" },
  { name: "timestamp", bits: 64, type: "uint" },
  { name: "orderNumber", bits: 64, type: "uint" },
  { name: "mode", bits: 8, type: "uint" },
] as const satisfies WordLayout;

export function packTask(task: Task): PackedTask {
  const { program, calldataHash, prevrandao, extension } = task;
  return { program, calldataHash, moment: packWord(momentLayout, task), prevrandao, extension };
}

/** Takes a task apart, also one that ethers decoded: a `Result` that names its fields. */
export function unpackTask({ program, calldataHash, moment, prevrandao, extension }: PackedTask): Task {
  return { program, calldataHash, ...unpackWord(momentLayout, moment), prevrandao, extension };
}
