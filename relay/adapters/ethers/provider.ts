import {
  Block,
  type BlockParams,
  JsonRpcApiProvider,
  type JsonRpcError,
  type JsonRpcPayload,
  type JsonRpcResult,
  Network,
} from "ethers";
import type { RpcAnswer, RpcCall } from "../../domain/rpc.ts";

/** Who answers the questions that a provider turns into JSON-RPC. */
export interface RpcLine {
  ask(call: RpcCall): Promise<RpcAnswer>;
}

/** A block's header says more than ethers keeps of it. */
class BlockWithBloom extends Block {
  readonly logsBloom: string | undefined;

  constructor(block: BlockParams, provider: LineProvider, logsBloom: unknown) {
    super(block, provider);
    this.logsBloom = typeof logsBloom === "string" ? logsBloom : undefined;
  }
}

/** The filter that tells which logs a block may hold; undefined where its provider does not keep it. */
export function bloomOf(block: Block): string | undefined {
  return block instanceof BlockWithBloom ? block.logsBloom : undefined;
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

  override _wrapBlock(value: BlockParams, network: Network): Block {
    const { logsBloom } = value as { logsBloom?: unknown };
    return new BlockWithBloom(super._wrapBlock(value, network), this, logsBloom);
  }
}
