/** A question to a node. */
export interface RpcCall {
  readonly method: string;
  readonly params: readonly unknown[] | Readonly<Record<string, unknown>>;
}

/** An error that a node answers with. */
export interface RpcError {
  readonly code: number;
  readonly message: string;
  readonly data?: unknown;
}

/** What a node answers: an error of its own is an answer too. */
export type RpcAnswer = { readonly result: unknown } | { readonly error: RpcError };

/** The newest block that a node has. */
export const LATEST_BLOCK: RpcCall = { method: "eth_getBlockByNumber", params: ["latest", false] };

/** The answer to request `id`; undefined where the document is none. */
export function readAnswer(id: number, document: unknown): RpcAnswer | undefined {
  if (typeof document !== "object" || document === null) return undefined;
  const { id: answered, result, error } = document as Record<string, unknown>;
  if (answered !== id) return undefined;
  if (isRpcError(error)) return { error };
  return result === undefined ? undefined : { result };
}

function isRpcError(error: unknown): error is RpcError {
  if (typeof error !== "object" || error === null) return false;
  const { code, message } = error as Record<string, unknown>;
  return typeof code === "number" && typeof message === "string";
}

const QUANTITIES =
  /^eth_(blockNumber|chainId|estimateGas|gasPrice|getBalance|getTransactionCount|maxPriorityFeePerGas)$/;
const BYTES = /^eth_(call|getCode|getStorageAt|sendRawTransaction)$/;
const OBJECTS = /^eth_getTransaction(Receipt|ByHash)$/;

/** Whether a result is at least of the kind that the question asks for. */
export function isSensible({ method }: RpcCall, result: unknown): boolean {
  if (QUANTITIES.test(method)) return typeof result === "string" && /^0x[0-9a-f]+$/i.test(result);
  if (BYTES.test(method)) return typeof result === "string" && /^0x(?:[0-9a-f]{2})*$/i.test(result);
  if (OBJECTS.test(method)) return typeof result === "object";
  return method !== "eth_getLogs" || Array.isArray(result);
}

const REPEATABLE =
  /^(eth_(call|chainId|estimateGas|feeHistory|gasPrice|maxPriorityFeePerGas|blockNumber|get\w+|sendRawTransaction)|net_\w+|web3_\w+)$/;

/** Whether asking twice does no more than asking once. The same signed transaction twice is one. */
export function isRepeatable({ method }: RpcCall): boolean {
  return REPEATABLE.test(method);
}

/** Codes of EIP-1474 and of providers for too many calls. */
const RATE_CODES = new Set([429, -32005, -32007, -32016, -32029]);
const RATE_TEXT =
  /rate.?limit|too many requests|request limit|per (second|minute|day)|throttl|request count/i;

/**
 * Whether a node wants to be asked less often. For logs the code alone says nothing: it may mean that there are too many.
 * What a contract reverts with is its own affair.
 */
export function isRateLimit({ method }: RpcCall, { code, message }: RpcError): boolean {
  if (/revert/i.test(message)) return false;
  return RATE_TEXT.test(message) || (RATE_CODES.has(code) && method !== "eth_getLogs");
}

const LACKING =
  /header not found|unknown block|block not found|missing trie node|state .{0,40}not available|beyond (current )?head/i;

/** Whether a node lacks a block that another may have. */
export function lacksBlock({ message }: RpcError): boolean {
  return LACKING.test(message) && !/revert/i.test(message);
}

/** Milliseconds that a rate-limited answer asks to wait: providers say it in the error's data, or in its text. */
export function restAsked({ message, data }: RpcError): number | undefined {
  const { rate, try_again_in: again } = (data ?? {}) as { rate?: unknown; try_again_in?: unknown };
  const { backoff_seconds: seconds } = (rate ?? {}) as { backoff_seconds?: unknown };
  if (typeof seconds === "number") return seconds * 1_000;
  const text = typeof again === "string" ? `in ${again}` : message;
  const [, figure, unit] = /\b(?:in|after) (\d+(?:\.\d+)?) ?(ms|s)/i.exec(text) ?? [];
  return figure === undefined ? undefined : Number(figure) * (unit?.toLowerCase() === "ms" ? 1 : 1_000);
}

/** Milliseconds of a Retry-After header, which holds seconds or a date. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const until = /^\d+$/.test(header) ? now + Number(header) * 1_000 : Date.parse(header);
  return Number.isNaN(until) ? undefined : Math.max(0, until - now);
}

/** The block's number and hash if that is what a result is. */
export function blockOf(result: unknown): { number: number; hash: string } | undefined {
  const { number, hash } = (result ?? {}) as { number?: unknown; hash?: unknown };
  if (typeof number !== "string" || typeof hash !== "string") return undefined;
  return /^0x[0-9a-f]+$/i.test(number) && /^0x[0-9a-f]{64}$/i.test(hash)
    ? { number: Number(number), hash }
    : undefined;
}

/** The last block that a call needs: a number, or the newest. undefined where it needs none in particular. */
export function blockNeeded({ method, params }: RpcCall): number | "latest" | undefined {
  const [first] = Array.isArray(params) ? params : [];
  if (method === "eth_blockNumber") return "latest";
  if (method === "eth_getBlockByNumber") return numberOr(first);
  if (method !== "eth_getLogs") return undefined;
  const { toBlock, blockHash } = (first ?? {}) as { toBlock?: unknown; blockHash?: unknown };
  return blockHash === undefined ? numberOr(toBlock) : undefined;
}

function numberOr(tag: unknown): number | "latest" {
  return typeof tag === "string" && tag.startsWith("0x") ? Number(tag) : "latest";
}
