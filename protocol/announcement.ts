import { keccak256, ZeroHash } from "ethers";
import { type RequestHeader, unpackRequest } from "./request.ts";
import { type PackedTask, type Task, unpackTask } from "./task.ts";
import { hashTask } from "./typed-data.ts";

/** What the event `Requested` says of a request: all of its header and task but what follows from the rest. */
export interface Announcement extends Pick<PackedTask, "program" | "moment" | "prevrandao"> {
  readonly callback: bigint;
  readonly payer: bigint;
  readonly prices: bigint;
  readonly limits: bigint;
  readonly tag: string;
  /** The endpoint's calldata. */
  readonly data: string;
}

/** A request's header and task from its event, which leaves out the calldata's hash, the extension and the task's hash. */
export function requestAnnounced(announcement: Announcement): { header: RequestHeader; task: Task } {
  const { callback, payer, prices, limits, tag, program, moment, prevrandao, data } = announcement;
  const calldataHash = keccak256(data);
  const task = unpackTask({ program, calldataHash, moment, prevrandao, extension: ZeroHash });
  const header = unpackRequest({ callback, payer, prices, limits, tag, task: hashTask(task) });
  return { header, task };
}
