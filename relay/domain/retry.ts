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

const UNSERVICEABLE =
  /^ALT_(GUEST_|RELAY_KIND_UNSUPPORTED$|RUNTIME_(MALFORMED_MODULE|UNSUPPORTED_OPCODE|CALL_INVALID)$)/;
const DECLINED = new Set([
  "ALT_RELAY_FOREIGN_DOMAIN",
  "ALT_RELAY_ARTEFACT_UNPUBLISHED",
  "ALT_RELAY_ARTEFACT_ADDRESS_REFUSED",
]);
const RETRIED = new Set([
  "ALT_RUNTIME_HOST_FAULT",
  "ALT_RELAY_ARTEFACT_UNREACHABLE",
  "ALT_RELAY_ARTEFACT_HASH",
  "ALT_RELAY_EXECUTION_INVALID",
]);

export function judgeExecutionError(error: unknown): ExecutionVerdict {
  const code = findAlthingError(error)?.code ?? "";
  if (UNSERVICEABLE.test(code)) return "unserviceable";
  if (DECLINED.has(code)) return "decline";
  return RETRIED.has(code) ? "retry" : "wait";
}

/** Faults of the set-up, which waiting does not cure: the relay stops and says so. */
const FATAL = new Set(["ALT_RELAY_WRONG_CHAIN", "ALT_RELAY_NO_ROUTER", "ALT_RELAY_NOT_MEMBER"]);

export function isFatal(error: unknown): boolean {
  return FATAL.has(findAlthingError(error)?.code ?? "");
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
