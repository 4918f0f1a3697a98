import type { RpcCall } from "../../domain/rpc.ts";

export interface RpcRequest extends RpcCall {
  readonly jsonrpc: "2.0";
  readonly id: number;
}

/** A way to an endpoint. */
export interface Transport {
  /** Sends a request and returns the document that came back for it. @throws EndpointFault */
  send(request: RpcRequest, signal: AbortSignal): Promise<unknown>;
  close(): void;
}
