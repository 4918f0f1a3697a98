import { FetchRequest, JsonRpcProvider, Network } from "ethers";

/**
 * An ethers provider for a long-running reader: it neither caches answers nor waits to gather calls, gives up on a call
 * after `timeoutMs`, and takes the chain id as given (the relay checks it itself).
 */
export function rpcProvider(url: string, chainId: bigint, timeoutMs: number): JsonRpcProvider {
  const request = new FetchRequest(url);
  request.timeout = timeoutMs;
  return new JsonRpcProvider(request, chainId, {
    staticNetwork: Network.from(chainId),
    batchMaxCount: 1,
    batchStallTime: 0,
    cacheTimeout: -1,
  });
}
