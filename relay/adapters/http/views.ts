import { Outcome } from "../../../protocol/outcome.ts";
import { escrowOf } from "../../../protocol/request.ts";
import type { Hold } from "../../domain/holds.ts";
import type { RelayStatus } from "../../status.ts";
import type { DeadLetter, StoredRequest } from "../../store-records.ts";
import type { DeadLetterView, HoldView, ReceiptView, RequestView, StatusView } from "./schemas.ts";

/** Whole numbers of any size travel as decimal text: JSON's own lose digits above 2^53. */
const decimal = String;

export function requestView(request: StoredRequest): RequestView {
  const { id, state, header, task, execution, settlement, reason } = request;
  const { blockNumber, blockHash, transactionHash, logIndex, attempts, seenAt } = request;
  return {
    id,
    state,
    reason: reason ?? null,
    attempts,
    seenAt,
    place: { blockNumber, blockHash, transactionHash, logIndex },
    consumer: header.consumer,
    refundTo: header.refundTo,
    program: task.program,
    deadline: decimal(header.deadline),
    fuelLimit: decimal(header.fuelLimit),
    escrow: decimal(escrowOf(header)),
    execution: execution
      ? {
          outcome: outcomeName(execution.outcome),
          fuelUsed: decimal(execution.fuelUsed),
          result: execution.result,
          logs: execution.logs,
        }
      : null,
    receipt: settlement ? receiptView(request) : null,
  };
}

/** How a request ended on chain. */
export function receiptView({ id, header, settlement }: StoredRequest): ReceiptView | null {
  if (!settlement) return null;
  const { outcome, blockNumber, transactionHash, at, fuelUsed, charged, refunded, reimbursed } = settlement;
  return {
    id,
    consumer: header.consumer,
    outcome: outcomeName(outcome),
    fuelUsed: decimal(fuelUsed),
    charged: decimal(charged),
    refunded: decimal(refunded),
    reimbursed: decimal(reimbursed),
    callbackFailure: settlement.callbackFailure ?? null,
    blockNumber,
    transactionHash,
    at,
  };
}

export function holdView({ code, message, since }: Hold): HoldView {
  return { code, message, since };
}

export function deadLetterView({ functionId, deadline, ...letter }: DeadLetter): DeadLetterView {
  return { ...letter, functionId: decimal(functionId), deadline: decimal(deadline) };
}

export function statusView(status: RelayStatus): Omit<StatusView, "ready" | "reasons"> {
  const {
    phase,
    requests,
    queue,
    sweep,
    head,
    cursor,
    senders,
    inFlight,
    endpoints,
    latest,
    problems,
    holds,
  } = status;
  return {
    phase,
    requests,
    queue,
    inFlight: [...inFlight],
    head: head ? { number: head.number, hash: head.hash, timestamp: decimal(head.timestamp) } : null,
    takenIn: cursor ?? null,
    senders: senders.map(({ balance, ...sender }) => ({ ...sender, balance: decimal(balance) })),
    endpoints: endpoints.map(({ latencyMs = null, head: newest = null, ...endpoint }) => ({
      ...endpoint,
      latencyMs,
      head: newest,
    })),
    problems,
    holds: holds.map(holdView),
    expiries: {
      spent: decimal(sweep.spent),
      maxWeiPerDay: decimal(sweep.maxWeiPerDay),
      overdue: sweep.overdue,
    },
    latest: latest.flatMap((request) => receiptView(request) ?? []),
  };
}

/** No outcome stands for an expiry. */
function outcomeName(outcome: number): string {
  return Object.entries(Outcome).find(([, value]) => value === outcome)?.[0] ?? "Expired";
}
