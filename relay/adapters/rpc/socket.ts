import type { Channel, OpenChannel } from "./channels.ts";
import { type Deferred, deferred } from "./deferred.ts";
import { connectionFault, EndpointFault } from "./fault.ts";
import { parsed } from "./http.ts";
import type { RpcRequest, Transport } from "./transport.ts";

/** Speaks with an endpoint over one connection that stays open, from when it is first needed. */
export class SocketTransport implements Transport {
  readonly #open: OpenChannel;
  readonly #waiting = new Map<number, Deferred<unknown>>();
  #channel: Promise<Channel> | undefined;
  #onNotice: (params: unknown) => void = () => {};
  #onLost: () => void = () => {};

  constructor(open: OpenChannel) {
    this.#open = open;
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
    const channel = this.#channel;
    this.#lost();
    channel?.then(
      (open) => open.close(),
      () => undefined,
    );
  }

  async #exchange(request: RpcRequest): Promise<unknown> {
    const answer = deferred<unknown>();
    // Nobody listens any more if it took too long to connect.
    answer.promise.catch(() => undefined);
    this.#waiting.set(request.id, answer);
    this.#channel ??= this.#connect();
    (await this.#channel).send(JSON.stringify(request));
    return answer.promise;
  }

  #connect(): Promise<Channel> {
    const opening: Promise<Channel> = this.#open({
      onText: (text) => this.#receive(text),
      onLost: () => {
        if (this.#channel === opening) this.#lost();
      },
    });
    opening.catch(() => {
      if (this.#channel === opening) this.#lost();
    });
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
    this.#channel = undefined;
    this.#refuseAll(new EndpointFault("connection", "the socket was closed"));
    this.#onLost();
  }

  #refuseAll(fault: EndpointFault): void {
    for (const { reject } of this.#waiting.values()) reject(fault);
    this.#waiting.clear();
  }
}
