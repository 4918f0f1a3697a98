import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What happens to the sends that pass. The number counts them from 1. */
export interface SendHooks {
  /** Runs before a transaction reaches the node; false keeps it from getting there, unanswered. */
  readonly before?: (number: number) => Promise<boolean>;
  /** Runs when the node has it; false withholds the node's answer. */
  readonly after?: (number: number) => Promise<boolean>;
}

export interface RpcProxy {
  readonly url: string;
  close(): Promise<void>;
}

/** Stands between a deploy and its node, so that a test can act at an exact transaction. */
export async function startProxy(target: string, { before, after }: SendHooks): Promise<RpcProxy> {
  let sends = 0;
  const server = createServer(async (request, response) => {
    const body = await textOf(request);
    const number = body.includes('"eth_sendTransaction"') ? ++sends : undefined;
    if (number !== undefined && (await before?.(number)) === false) return;
    const answer = await fetch(target, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body,
    });
    const text = await answer.text();
    if (number !== undefined && (await after?.(number)) === false) return;
    response.writeHead(answer.status, { "content-type": "application/json" }).end(text);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return text;
}
