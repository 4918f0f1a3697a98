// JSON-RPC over one connection that stays open, as thin as it can be: what is measured is the other side.

import { connect } from "node:net";
import { createInterface } from "node:readline";

export interface Log {
  readonly address: string;
  readonly topics: readonly [string, ...string[]];
  readonly data: string;
}

export interface Wire {
  call(method: string, params?: readonly unknown[]): Promise<unknown>;
  /** Hands over each log of these contracts as it comes. */
  watch(addresses: readonly string[], onLog: (log: Log) => void): Promise<void>;
  close(): void;
}

interface Transport {
  send(text: string): void;
  close(): void;
}

interface Events {
  onMessage(text: string): void;
  onClose(): void;
}

/** @param url Of a node's WebSocket. */
export async function openWebSocket(url: string): Promise<Wire> {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener("open", resolve);
    socket.addEventListener("error", () => reject(new Error(`no WebSocket at ${url}`)));
  });
  return wireOver(({ onMessage, onClose }) => {
    socket.addEventListener("message", ({ data }) => onMessage(String(data)));
    socket.addEventListener("close", onClose);
    return { send: (text) => socket.send(text), close: () => socket.close() };
  });
}

/**
 * Over a node's local socket. It does not hold messages back as TCP does while an earlier one is not acknowledged: anvil
 * leaves that on for its WebSocket, which would show logs up to 40 ms late, and bare transactions as slow as a relay.
 */
export async function openSocket(path: string): Promise<Wire> {
  const socket = connect(path);
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  return wireOver(({ onMessage, onClose }) => {
    createInterface(socket).on("line", onMessage);
    socket.on("close", onClose);
    return { send: (text) => socket.write(text), close: () => socket.destroy() };
  });
}

interface Waiting {
  resolve(result: unknown): void;
  reject(error: Error): void;
}

interface Message {
  readonly id?: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
  readonly params?: { readonly subscription: string; readonly result: Log };
}

function wireOver(open: (events: Events) => Transport): Wire {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, (log: Log) => void>();
  let last = 0;
  const transport = open({
    onMessage: (text) => take(JSON.parse(text) as Message),
    onClose: () => {
      for (const { reject } of waiting.values()) reject(new Error("the node closed the connection"));
    },
  });

  function take({ id, result, error, params }: Message): void {
    if (params) listeners.get(params.subscription)?.(params.result);
    const asker = id === undefined ? undefined : waiting.get(id);
    if (id === undefined || asker === undefined) return;
    waiting.delete(id);
    if (error) asker.reject(new Error(error.message));
    else asker.resolve(result);
  }

  function call(method: string, params: readonly unknown[] = []): Promise<unknown> {
    const id = ++last;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      transport.send(JSON.stringify({ jsonrpc: "2.0", id, method, params }));
    });
  }

  return {
    call,
    watch: async (address, onLog) => {
      const subscription = await call("eth_subscribe", ["logs", { address }]);
      listeners.set(subscription as string, onLog);
    },
    close: () => transport.close(),
  };
}
