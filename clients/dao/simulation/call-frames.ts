import { Treasury__factory } from "../../../types/index.js";
import type { ProposalCall } from "../../calls/call-types.ts";
import type { RehearsedTransaction } from "./rehearsal.ts";
import type { Fork } from "./simulation-types.ts";

export interface FrameLog {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  /** Its place among all logs of the transaction; not every node tells. */
  readonly index?: string;
}

/** One call within a transaction, as the tracer `callTracer` of execution clients writes it. Numbers are hex. */
export interface CallFrame {
  readonly type: string;
  readonly from: string;
  readonly to?: string;
  readonly value?: string;
  readonly gasUsed: string;
  readonly input: string;
  readonly output?: string;
  readonly error?: string;
  readonly logs?: readonly FrameLog[];
  readonly calls?: readonly CallFrame[];
}

/** The transaction's calls, if it came next. It is not sent. */
export async function traceCall(fork: Fork, transaction: RehearsedTransaction): Promise<CallFrame> {
  const tracer = { tracer: "callTracer", tracerConfig: { withLog: true } };
  return (await fork.send("debug_traceCall", [transaction, "latest", tracer])) as CallFrame;
}

/**
 * The frame of each call that the timelock makes in its batch, undefined where it has none: it was not reached, or the
 * node shows none (precompiles).
 */
export function framesOf(
  root: CallFrame,
  timelock: string,
  calls: readonly ProposalCall[],
): (CallFrame | undefined)[] {
  const batch = findFrame(root, (frame) => isBatch(frame, timelock));
  const made = (batch?.calls ?? []).filter(({ type }) => type === "CALL");
  let next = 0;
  return calls.map((call) => {
    const frame = made[next];
    if (frame === undefined || !isOf(frame, call)) return undefined;
    next += 1;
    return frame;
  });
}

/** Every frame below and with this one whose effects stand, in the order in which they began. */
export function standingFrames(frame: CallFrame): CallFrame[] {
  if (frame.error !== undefined) return [];
  return [frame, ...(frame.calls ?? []).flatMap(standingFrames)];
}

const batchSelector = Treasury__factory.createInterface().getFunction("executeBatch").selector;

function isBatch({ to, input, type }: CallFrame, timelock: string): boolean {
  return type === "CALL" && sameAddress(to, timelock) && input.startsWith(batchSelector);
}

function isOf(frame: CallFrame, { target, data }: ProposalCall): boolean {
  return sameAddress(frame.to, target) && frame.input.toLowerCase() === data.toLowerCase();
}

function findFrame(frame: CallFrame, matches: (frame: CallFrame) => boolean): CallFrame | undefined {
  if (matches(frame)) return frame;
  for (const inner of frame.calls ?? []) {
    const found = findFrame(inner, matches);
    if (found !== undefined) return found;
  }
  return undefined;
}

function sameAddress(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase();
}
