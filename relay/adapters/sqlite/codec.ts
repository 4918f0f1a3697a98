import { getBytes, hexlify } from "ethers";
import type { Outcome } from "../../../protocol/outcome.ts";
import { type RequestHeader, requestFields } from "../../../protocol/request.ts";
import type { ExecutedRequest } from "../../domain/batch.ts";
import type { Execution } from "../../domain/execution.ts";
import type { Reason, RequestState, SeenRequest } from "../../domain/request.ts";
import type { Settlement, StoredRequest } from "../../store-port.ts";
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

/** Every integer of a header is a bigint, whatever its width: plain decimal text does. */
function headerToText(header: RequestHeader): string {
  return JSON.stringify(header, (_key, value) => (typeof value === "bigint" ? String(value) : value));
}

function headerFromText(text: string): RequestHeader {
  const raw = JSON.parse(text) as Record<string, string>;
  const fields = requestFields.map(({ name, type }) => {
    const value = raw[name] as string;
    return [name, type.startsWith("uint") ? BigInt(value) : value];
  });
  return Object.fromEntries(fields) as RequestHeader;
}

export function requestValues(request: SeenRequest): Values {
  const { id, header, calldata, blockNumber, blockHash, transactionHash, logIndex } = request;
  return {
    id,
    header: headerToText(header),
    calldata: getBytes(calldata),
    deadline: header.deadline,
    blockNumber,
    blockHash,
    transactionHash,
    logIndex,
  };
}

export function seenRequest(row: Row): SeenRequest {
  return {
    id: row.id as string,
    header: headerFromText(row.header as string),
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
  return {
    ...seenRequest(row),
    ...history(row),
    state: row.state as RequestState,
    seenAt: row.seen_at as number,
    execution: execution(row),
    settlement: row.settlement === null ? undefined : settlement(row),
  };
}

function history(row: Row): { attempts: number; reason: Reason | undefined } {
  const reason = row.reason === null ? undefined : fromJson<Reason>(row.reason);
  return { attempts: row.attempts as number, reason };
}

function settlement(row: Row): Settlement {
  const stored = fromJson<Omit<Settlement, "callbackFailure">>(row.settlement);
  return { ...stored, callbackFailure: (row.callback_failure as string | null) ?? undefined };
}
