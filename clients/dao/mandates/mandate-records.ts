import { AbiCoder, type Log, type LogDescription, type Result, ZeroAddress } from "ethers";
import type { Outcome } from "../../../protocol/outcome.ts";
import { Mandates__factory } from "../../../types/index.js";
import {
  type MandatePayout,
  type MandateRecord,
  type MandateTerms,
  mandateEndings,
} from "./mandate-types.ts";

const abi = Mandates__factory.createInterface();

/** Every mandate by its id, from all logs of the contract in their order. */
export function mandateRecords(logs: readonly Log[]): Map<bigint, MandateRecord> {
  const records = new Map<bigint, MandateRecord>();
  for (const log of logs) {
    const event = abi.parseLog(log);
    if (event === null) continue;
    const id = event.args[0] as bigint;
    const change = changes[event.name]?.(event, records.get(id));
    if (change !== undefined) records.set(id, { ...(records.get(id) ?? opened(event)), ...change });
  }
  return records;
}

type Change = (event: LogDescription, before: MandateRecord | undefined) => Partial<MandateRecord>;

/** What each event changes of the mandate whose id is its first argument. */
const changes: Readonly<Record<string, Change>> = {
  MandateOpened: () => ({}),
  MandateAnswered: ({ args }) => ({
    state: "answered",
    result: args.result as string,
    payouts: payoutsIn(args.result as string),
  }),
  MandateScheduled: ({ args }) => ({
    state: "scheduled",
    operation: args.operation as string,
    readyAt: args.readyAt as bigint,
  }),
  MandatePaid: () => ({ state: "paid" }),
  MandateFailed: ({ args }) => ({
    failure: { outcome: Number(args.outcome) as Outcome, reason: args.reason as string },
  }),
  MandateEnded: ({ args }) => ({ state: "ended", ending: mandateEndings[Number(args.ending)] ?? "none" }),
  PayoutCredited: ({ args }, before) => ({
    payouts: before?.payouts?.map((payout) =>
      payout.recipient === args.recipient ? { ...payout, credited: true } : payout,
    ),
  }),
};

function opened({ args }: LogDescription): MandateRecord {
  return {
    id: args.id as bigint,
    state: "asked",
    terms: termsOf(args.terms as Result),
    requestId: args.requestId as string,
    result: undefined,
    payouts: undefined,
    operation: undefined,
    readyAt: undefined,
    ending: undefined,
    failure: undefined,
  };
}

function termsOf(terms: Result): MandateTerms {
  const { asset, expiry, delay, maxRecipients, guardian, maxTotal, maxPerRecipient } = terms.toObject();
  return {
    asset: asset === ZeroAddress ? undefined : asset,
    maxTotal,
    maxPerRecipient,
    maxRecipients,
    expiry,
    delay,
    guardian: guardian === ZeroAddress ? undefined : guardian,
  };
}

/** A function may answer any bytes. */
function payoutsIn(result: string): readonly MandatePayout[] | undefined {
  try {
    const [list] = AbiCoder.defaultAbiCoder().decode(["tuple(address recipient, uint256 amount)[]"], result);
    return [...(list as Result)].map(({ recipient, amount }) => ({ recipient, amount, credited: false }));
  } catch {
    return undefined;
  }
}
