import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { isRepeatable, retryAfterMs } from "../../domain/rpc.ts";
import { connectionFault, EndpointFault } from "./fault.ts";
import type { RpcRequest, Transport } from "./transport.ts";

/** Most bytes of an answer. */
const MAX_BYTES = 128 * 2 ** 20;

/** Speaks with an endpoint over HTTP, on connections that stay open. */
export function httpTransport(url: string): Transport {
  const { Agent } = url.startsWith("https:") ? https : http;
  const agent = new Agent({ keepAlive: true });
  return {
    send: async (request, signal) => {
      try {
        return await exchange(url, agent, request, signal);
      } catch (error) {
        throw connectionFault(error);
      }
    },
    close: () => agent.destroy(),
  };
}

async function exchange(
  url: string,
  agent: http.Agent,
  request: RpcRequest,
  signal: AbortSignal,
): Promise<unknown> {
  const response = await post(url, agent, request, signal).catch((error: unknown) => {
    if (!(error instanceof ClosedWhileIdle) || !isRepeatable(request)) throw error;
    return post(url, agent, request, signal);
  });
  const { statusCode = 0, headers } = response;
  const text = await textOf(response);
  const restMs = retryAfterMs(headers["retry-after"], Date.now());
  if (statusCode === 429 || (statusCode === 503 && restMs !== undefined))
    throw new EndpointFault("rateLimit", `status ${statusCode}`, { restMs });
  const document = parsed(text);
  // Some providers give a node's error a status of its own.
  if (statusCode >= 300 && !isObject(document)) throw new EndpointFault("status", `status ${statusCode}`);
  if (document === undefined) throw new EndpointFault("senseless", "the answer is no JSON");
  return document;
}

/** The other side had closed the connection, which was idle, by the time the request came. */
class ClosedWhileIdle extends Error {
  readonly code = "ECONNRESET";
}

function post(
  url: string,
  agent: http.Agent,
  rpc: RpcRequest,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const { request } = url.startsWith("https:") ? https : http;
  const body = JSON.stringify(rpc);
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", agent, signal, headers }, resolve);
    sent.on("error", (error: NodeJS.ErrnoException) => {
      const wasIdle = sent.reusedSocket && error.code === "ECONNRESET";
      reject(wasIdle ? new ClosedWhileIdle() : error);
    });
    sent.end(body);
  });
}

async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > MAX_BYTES)
      throw new EndpointFault("senseless", `the answer is longer than ${MAX_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

/** undefined where the text is no JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function isObject(document: unknown): boolean {
  return typeof document === "object" && document !== null;
}
