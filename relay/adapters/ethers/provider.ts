import {
  JsonRpcApiProvider,
  type JsonRpcError,
  type JsonRpcPayload,
  type JsonRpcResult,
  Network,
  type Provider,
} from "ethers";
import type { RpcAnswer, RpcCall } from "../../domain/rpc.ts";

/** A provider that also asks what ethers has no words for. */
export type RpcProvider = Provider & { send(method: string, params: unknown[]): Promise<unknown> };

/** Who answers the questions that a provider turns into JSON-RPC. */
export interface RpcLine {
  ask(call: RpcCall): Promise<RpcAnswer>;
}

/**
 * An ethers provider for a long-running reader: it neither caches answers nor waits to gather calls, and takes the chain
 * id as given, since whoever answers has to see to it.
 */
export class LineProvider extends JsonRpcApiProvider {
  readonly #line: RpcLine;

  constructor(line: RpcLine, chainId: bigint) {
    const staticNetwork = Network.from(chainId);
    super(chainId, { staticNetwork, batchMaxCount: 1, batchStallTime: 0, cacheTimeout: -1 });
    this.#line = line;
    this._start();
  }

  override async _send(
    payload: JsonRpcPayload | JsonRpcPayload[],
  ): Promise<(JsonRpcResult | JsonRpcError)[]> {
    return Promise.all(
      [payload].flat().map(async ({ id, ...call }) => ({ id, ...(await this.#line.ask(call)) })),
    );
  }

  /** At once: ethers puts every call off to the next turn of its timers, a millisecond each. */
  override async send(method: string, params: unknown[] | Record<string, unknown>): Promise<unknown> {
    const answer = await this.#line.ask({ method, params });
    if ("result" in answer) return answer.result;
    const id = 0;
    throw this.getRpcError({ id, jsonrpc: "2.0", method, params }, { id, ...answer });
  }
}
