import { type Deferred, deferred } from "./deferred.ts";
import { connectionFault, EndpointFault } from "./fault.ts";
import { parsed } from "./http.ts";
import type { RpcRequest, Transport } from "./transport.ts";

/** Speaks with an endpoint over one WebSocket, which is opened when it is needed. */
export class WebSocketTransport implements Transport {
  readonly #url: string;
  readonly #waiting = new Map<number, Deferred<unknown>>();
  #socket: Promise<WebSocket> | undefined;
  #onNotice: (params: unknown) => void = () => {};
  #onLost: () => void = () => {};

  constructor(url: string) {
    this.#url = url;
  }

  /** What a subscription brings, and that it is over because the connection is. */
  listen(onNotice: (params: unknown) => void, onLost: () => void): void {
    this.#onNotice = onNotice;
    this.#onLost = onLost;
  }

  async send(request: RpcRequest, signal: AbortSignal): Promise<unknown> {
    const ended = deferred<never>();
    const onAbort = () => ended.reject(connectionFault(signal.reason));
    signal.addEventListener("abort", onAbort, { once: true });
    try {
      return await Promise.race([this.#exchange(request), ended.promise]);
    } finally {
      signal.removeEventListener("abort", onAbort);
      this.#waiting.delete(request.id);
    }
  }

  /** Closes the connection; the next request opens another. */
  close(): void {
    const socket = this.#socket;
    this.#lost();
    socket?.then(
      (open) => open.close(),
      () => undefined,
    );
  }

  async #exchange(request: RpcRequest): Promise<unknown> {
    const answer = deferred<unknown>();
    // Nobody listens any more if it took too long to connect.
    answer.promise.catch(() => undefined);
    this.#waiting.set(request.id, answer);
    this.#socket ??= this.#connect();
    (await this.#socket).send(JSON.stringify(request));
    return answer.promise;
  }

  #connect(): Promise<WebSocket> {
    const opening = new Promise<WebSocket>((resolve, reject) => {
      const socket = new WebSocket(this.#url);
      const lost = () => {
        reject(new EndpointFault("connection", "the socket was closed"));
        if (this.#socket === opening) this.#lost();
      };
      socket.addEventListener("open", () => resolve(socket));
      socket.addEventListener("message", ({ data }) => this.#receive(String(data)));
      socket.addEventListener("error", lost);
      socket.addEventListener("close", lost);
    });
    opening.catch(() => undefined);
    return opening;
  }

  #receive(text: string): void {
    const document = parsed(text);
    const { id, method, params } = (document ?? {}) as { id?: unknown; method?: unknown; params?: unknown };
    if (method === "eth_subscription") {
      this.#onNotice(params);
      return;
    }
    const waiting = this.#waiting.get(id as number);
    if (waiting) waiting.resolve(document);
    // Half a message, or an answer to nobody: one of those that wait will never be answered.
    else this.#refuseAll(new EndpointFault("senseless", "a message belongs to no request"));
  }

  #lost(): void {
    this.#socket = undefined;
    this.#refuseAll(new EndpointFault("connection", "the socket was closed"));
    this.#onLost();
  }

  #refuseAll(fault: EndpointFault): void {
    for (const { reject } of this.#waiting.values()) reject(fault);
    this.#waiting.clear();
  }
}
