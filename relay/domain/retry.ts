import { type AlthingError, findAlthingError } from "../../protocol/errors.ts";
import type { Reason } from "./request.ts";

/** How long to wait between attempts. */
export interface Backoff {
  /** Milliseconds before the second attempt; each further one waits twice as long. */
  readonly firstMs: number;
  readonly maxMs: number;
}

/** Milliseconds to wait after `failures` failures in a row. */
export function delayAfter(failures: number, { firstMs, maxMs }: Backoff): number {
  return Math.min(maxMs, firstMs * 2 ** Math.min(Math.max(failures - 1, 0), 30));
}

/** What the execution stage does about an error. */
export type ExecutionVerdict =
  /** Every operator of the domain must refuse the artefact or the call alike: a receipt says so. */
  | "unserviceable"
  /** This relay cannot run it, and trying again would not help. */
  | "decline"
  /** Another attempt may succeed, but not for ever. */
  | "retry"
  /** Nothing about the request: the chain cannot be reached, or the relay is stopping. */
  | "wait";

const UNSERVICEABLE = /^ALT_(GUEST_|RUNTIME_(MALFORMED_MODULE|UNSUPPORTED_OPCODE|CALL_INVALID)$)/;
const DECLINED = new Set(["ALT_RELAY_FOREIGN_DOMAIN", "ALT_RELAY_ARTEFACT_ADDRESS_REFUSED"]);
const RETRIED = new Set([
  "ALT_RUNTIME_HOST_FAULT",
  "ALT_RELAY_PROGRAM_UNKNOWN",
  "ALT_RELAY_ARTEFACT_UNPUBLISHED",
  "ALT_RELAY_ARTEFACT_KIND",
  "ALT_RELAY_ARTEFACT_UNREACHABLE",
  "ALT_RELAY_ARTEFACT_HASH",
  "ALT_RELAY_EXECUTION_INVALID",
]);

/** Codes of RPC clients for an answer that came, but makes no sense. All others are the transport's. */
const SENSELESS = new Set(["BAD_DATA", "BUFFER_OVERRUN", "INVALID_ARGUMENT", "NUMERIC_FAULT"]);

/** An error of an execution on bytes whose hash was checked. */
export function judgeExecutionError(error: unknown): ExecutionVerdict {
  const code = findAlthingError(error)?.code ?? "";
  return UNSERVICEABLE.test(code) ? "unserviceable" : judgePreparationError(error);
}

/** An error before that. It rests on what endpoints and mirrors say, so that no receipt may come of it. */
export function judgePreparationError(error: unknown): Exclude<ExecutionVerdict, "unserviceable"> {
  const code = findAlthingError(error)?.code ?? "";
  if (DECLINED.has(code)) return "decline";
  return RETRIED.has(code) || isSenseless(error) ? "retry" : "wait";
}

/** ethers keeps the fault of a value that cannot be decoded in `error`; a call that reverted has `data`. */
function isSenseless(fault: unknown): boolean {
  if (!(fault instanceof Error)) return false;
  const { code, cause, error, data } = fault as Partial<Record<"code" | "cause" | "error" | "data", unknown>>;
  if (code === "CALL_EXCEPTION" && typeof data === "string") return true;
  return SENSELESS.has(String(code)) || isSenseless(cause) || isSenseless(error);
}

/** Faults of the set-up, which waiting does not cure: the relay stops and says so. */
const FATAL = new Set([
  "ALT_RELAY_WRONG_CHAIN",
  "ALT_RELAY_NO_ROUTER",
  "ALT_RELAY_CHAIN_UNSUPPORTED",
  "ALT_RELAY_L1_FEE",
  "ALT_RELAY_NOT_MEMBER",
  "ALT_RELAY_STORE_DAMAGED",
]);

export function isFatal(error: unknown): boolean {
  return FATAL.has(findAlthingError(error)?.code ?? "");
}

/** The router refuses the call, or every node the transaction: sending it again as it is would not help. */
export function isRejection(error: unknown): boolean {
  const code = findAlthingError(error)?.code;
  return code === "ALT_REVERTED" || code === "ALT_RELAY_TRANSACTION_REFUSED";
}

/** An error as the store keeps it. Never the whole error: those of RPC clients carry URLs, which may hold keys. */
export function reasonOf(error: unknown): Reason {
  const known: AlthingError | undefined = findAlthingError(error);
  if (known) return { code: known.code, message: known.message };
  const { code, shortMessage, name } = error as { code?: unknown; shortMessage?: unknown; name?: unknown };
  return {
    code: typeof code === "string" ? code : String(name ?? "UNKNOWN"),
    message:
      typeof shortMessage === "string" ? shortMessage : "an error without a message that is safe to keep",
  };
}

/** What an endpoint says of a fault, for one line of a log: cut, and without URLs, which may hold keys. */
export function endpointFault(error: unknown): string {
  const { error: answer } = error as { error?: { message?: unknown } };
  const { code, message } = reasonOf(error);
  const said = typeof answer?.message === "string" ? answer.message : message;
  return `${code}, ${said.replace(/\w+:\/\/\S+/g, "(a URL)").slice(0, 200)}`;
}
