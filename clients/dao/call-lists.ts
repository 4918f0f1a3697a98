import type { ProposalCall } from "../calls/call-types.ts";

/** Calls as the governor takes them. */
export type CallLists = [targets: string[], values: bigint[], data: string[]];

export function callLists(calls: readonly ProposalCall[]): CallLists {
  return [calls.map(({ target }) => target), calls.map(({ value }) => value), calls.map(({ data }) => data)];
}
