import { getBytes, hexlify } from "ethers";
import type { Outcome } from "../../../protocol/outcome.ts";
import { escrowOf, type RequestHeader } from "../../../protocol/request.ts";
import type { Task } from "../../../protocol/task.ts";
import { RecentMap } from "../../../runtime/recent-map.ts";
import type { ExecutedRequest } from "../../domain/batch.ts";
import type { Execution } from "../../domain/execution.ts";
import type { Reason, RequestState, SeenRequest } from "../../domain/request.ts";
import type { Settlement, StoredRequest } from "../../store-records.ts";
import type { Row, Values } from "./database.ts";

/** JSON with bigints as `{"$": "decimal"}`. */
export function toJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner) => (typeof inner === "bigint" ? { $: String(inner) } : inner));
}

export function fromJson<Value>(text: unknown): Value {
  return JSON.parse(text as string, (_key, inner) =>
    inner !== null && typeof inner === "object" && "$" in inner ? BigInt(inner.$) : inner,
  );
}

/** Requests under way are read by every stage: their headers and tasks, which the id commits to, are parsed once. */
const parsed = new RecentMap<string, Pick<SeenRequest, "header" | "task">>(2_048);

export function requestValues(request: SeenRequest): Values {
  const { id, header, task, calldata, blockNumber, blockHash, transactionHash, logIndex } = request;
  parsed.set(id, { header, task });
  return {
    id,
    header: toJson(header),
    task: toJson(task),
    calldata: getBytes(calldata),
    consumer: header.consumer,
    deadline: header.deadline,
    blockNumber,
    blockHash,
    transactionHash,
    logIndex,
  };
}

function headerAndTask(row: Row): Pick<SeenRequest, "header" | "task"> {
  const id = row.id as string;
  const known = parsed.get(id);
  if (known) return known;
  const fresh = { header: fromJson<RequestHeader>(row.header), task: fromJson<Task>(row.task) };
  parsed.set(id, fresh);
  return fresh;
}

export function seenRequest(row: Row): SeenRequest {
  return {
    id: row.id as string,
    ...headerAndTask(row),
    calldata: hexlify(row.calldata as Uint8Array),
    blockNumber: row.block_number as number,
    blockHash: row.block_hash as string,
    transactionHash: row.transaction_hash as string,
    logIndex: row.log_index as number,
  };
}

export function executionValues(id: string, execution: Execution): Values {
  return {
    id,
    outcome: execution.outcome,
    result: getBytes(execution.result),
    fuelUsed: String(execution.fuelUsed),
    logs: JSON.stringify(execution.logs),
    peakMemory: execution.peakMemoryBytes,
  };
}

/** The execution of a row of `executions`, joined or not. */
export function execution(row: Row): Execution | undefined {
  if (row.outcome === null || row.outcome === undefined) return undefined;
  return {
    outcome: row.outcome as Outcome,
    result: hexlify(row.result as Uint8Array),
    fuelUsed: BigInt(row.fuel_used as string),
    logs: JSON.parse(row.logs as string) as string[],
    peakMemoryBytes: row.peak_memory as number,
  };
}

export function executedRequest(row: Row): ExecutedRequest {
  return {
    ...seenRequest(row),
    ...history(row),
    execution: execution(row) as Execution,
    executedAt: row.executed_at as number,
  };
}

export function storedRequest(row: Row): StoredRequest {
  const request = seenRequest(row);
  return {
    ...request,
    ...history(row),
    state: row.state as RequestState,
    seenAt: row.seen_at as number,
    execution: execution(row),
    settlement: row.settlement === null ? undefined : settlement(row, request.header),
  };
}

function history(row: Row): { attempts: number; reason: Reason | undefined } {
  const reason = row.reason === null ? undefined : fromJson<Reason>(row.reason);
  return { attempts: row.attempts as number, reason };
}

/** The chain tells what was charged; the rest of the escrow was refunded. */
function settlement(row: Row, header: RequestHeader): Settlement {
  const stored = fromJson<Omit<Settlement, "callbackFailure" | "refunded">>(row.settlement);
  const refunded = escrowOf(header) - stored.charged;
  return { ...stored, refunded, callbackFailure: (row.callback_failure as string | null) ?? undefined };
}
