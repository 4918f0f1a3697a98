import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Connection } from "../../fixtures/connection.ts";

export interface Question {
  readonly id: number;
  readonly method: string;
  readonly params: unknown[];
}

/** What an endpoint does with a question instead of answering it; undefined: it answers. */
export type Fault = ((question: Question, response: ServerResponse) => void) | undefined;

/** An RPC endpoint on loopback in front of a chain in this process, which can be made to fail. */
export interface FaultyEndpoint {
  readonly url: string;
  /** Host and port. */
  readonly name: string;
  /** The methods it was asked for, in order. */
  readonly asked: string[];
  /** How many connections were made. */
  connections(): number;
  /** For every question, or only those of one method. */
  fail(fault: Fault, method?: string): void;
  /** Changes true answers to a method. */
  change(method: string, change: ((result: unknown, params: unknown[]) => unknown) | undefined): void;
  close(): Promise<void>;
}

export async function faultyEndpoint({ provider }: Connection): Promise<FaultyEndpoint> {
  const asked: string[] = [];
  const faults = new Map<string, Fault>();
  const changes = new Map<string, (result: unknown, params: unknown[]) => unknown>();
  const server = createServer(async (request, response) => {
    const question = await questionOf(request);
    const { id, method, params } = question;
    asked.push(method);
    const fault = faults.get(method) ?? faults.get("");
    if (fault) return fault(question, response);
    try {
      const result: unknown = await provider.request({ method, params });
      const change = changes.get(method);
      answer(response, { jsonrpc: "2.0", id, result: change ? change(result, params) : result });
    } catch (error) {
      const { code = -32603, message, data } = error as { code?: number; message: string; data?: unknown };
      answer(response, { jsonrpc: "2.0", id, error: { code, message, data } });
    }
  });
  let connections = 0;
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const name = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${name}`,
    name,
    asked,
    connections: () => connections,
    fail: (fault, method = "") => void faults.set(method, fault),
    change: (method, change) => void (change ? changes.set(method, change) : changes.delete(method)),
    close: () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      return closed;
    },
  };
}

export function answer(response: ServerResponse, document: object): void {
  response.setHeader("content-type", "application/json").end(JSON.stringify(document));
}

async function questionOf(request: IncomingMessage): Promise<Question> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return JSON.parse(Buffer.concat(chunks).toString()) as Question;
}
