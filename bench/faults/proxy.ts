import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A call on its way to the node. */
export interface Call {
  readonly method: string;
  readonly id: unknown;
  /** The whole body, as the relay sent it. */
  readonly body: string;
}

/** What a disturbed endpoint does instead of answering. */
export type Disturbance = (
  call: Call,
  response: ServerResponse,
  pass: () => Promise<string>,
) => Promise<void>;

/** The RPC endpoint that the relay knows: it passes every call on to the node, unless it is told to disturb. */
export interface FaultProxy {
  readonly url: string;
  /** Calls that were disturbed so far. */
  readonly disturbed: number;
  /** Undisturbed again without an argument. */
  disturb(disturbance?: Disturbance): void;
  close(): Promise<void>;
}

export async function startFaultProxy(target: string): Promise<FaultProxy> {
  let current: Disturbance | undefined;
  let disturbed = 0;
  const server = createServer(async (request, response) => {
    try {
      const body = await textOf(request);
      const pass = () => forward(target, body);
      const disturbance = current;
      if (disturbance === undefined) return answer(response, await pass());
      disturbed += 1;
      await disturbance(callOf(body), response, pass);
    } catch {
      // The relay gave up on the call, or the node did.
      response.destroy();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get disturbed() {
      return disturbed;
    },
    disturb: (disturbance) => {
      current = disturbance;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function answer(response: ServerResponse, text: string, status = 200, headers = {}): void {
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(text);
}

async function forward(target: string, body: string): Promise<string> {
  const headers = { "content-type": "application/json" };
  const answered = await fetch(target, { method: "POST", headers, body });
  return answered.text();
}

function callOf(body: string): Call {
  const parsed = JSON.parse(body) as { method?: string; id?: unknown };
  return { method: parsed.method ?? "", id: parsed.id, body };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
