import type { RpcFault } from "../../domain/endpoint.ts";
import type { RpcAnswer } from "../../domain/rpc.ts";

export interface FaultDetails {
  /** Milliseconds that the endpoint asks to be left alone. */
  readonly restMs?: number | undefined;
  /** What it answered, if that is of use where no other endpoint does better. */
  readonly answer?: RpcAnswer;
  readonly cause?: unknown;
}

/** An endpoint did not do what it is for. The text names no URL. */
export class EndpointFault extends Error {
  override readonly name = "EndpointFault";
  readonly code: RpcFault;
  readonly shortMessage: string;
  readonly restMs: number | undefined;
  readonly answer: RpcAnswer | undefined;

  constructor(code: RpcFault, text: string, { restMs, answer, cause }: FaultDetails = {}) {
    super(text, { cause });
    this.code = code;
    this.shortMessage = text;
    this.restMs = restMs;
    this.answer = answer;
  }
}

/** The fault behind an error of a socket. */
export function connectionFault(error: unknown): EndpointFault {
  if (error instanceof EndpointFault) return error;
  const { code, name } = error as { code?: unknown; name?: unknown };
  if (name === "AbortError" || name === "TimeoutError")
    return new EndpointFault("timeout", "it took too long", { cause: error });
  return new EndpointFault("connection", `the connection failed (${String(code ?? name ?? "no reason")})`, {
    cause: error,
  });
}
