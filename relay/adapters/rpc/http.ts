import http, { type IncomingMessage } from "node:http";
import https from "node:https";
import { retryAfterMs } from "../../domain/rpc.ts";
import { connectionFault, EndpointFault } from "./fault.ts";
import type { Transport } from "./transport.ts";

/** Most bytes of an answer. */
const MAX_BYTES = 128 * 2 ** 20;

/** Speaks with an endpoint over HTTP, on connections that stay open. */
export function httpTransport(url: string): Transport {
  const { Agent } = url.startsWith("https:") ? https : http;
  const agent = new Agent({ keepAlive: true });
  return {
    send: async (request, signal) => {
      try {
        return await exchange(url, agent, JSON.stringify(request), signal);
      } catch (error) {
        throw connectionFault(error);
      }
    },
    close: () => agent.destroy(),
  };
}

async function exchange(url: string, agent: http.Agent, body: string, signal: AbortSignal): Promise<unknown> {
  const response = await post(url, agent, body, signal);
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

function post(url: string, agent: http.Agent, body: string, signal: AbortSignal): Promise<IncomingMessage> {
  const { request } = url.startsWith("https:") ? https : http;
  const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
  return new Promise((resolve, reject) => {
    const sent = request(url, { method: "POST", agent, signal, headers }, resolve);
    sent.on("error", (error: NodeJS.ErrnoException) => {
      // The other side had closed the idle connection already: nothing was read of what was sent on it.
      if (sent.reusedSocket && error.code === "ECONNRESET") resolve(post(url, agent, body, signal));
      else reject(error);
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
