import { fileURLToPath } from "node:url";
import { Interface, id, ZeroHash } from "ethers";
import { bundleFunction } from "../../../functions/bundler.ts";
import type { LoadedFunction, Runtime } from "../../../runtime/runtime.ts";
import type { Call, CallContext, Execution } from "../../../runtime/types.ts";

/** Calls of the gauntlet, the guest that does what hostile functions do. */

const SOURCE = fileURLToPath(new URL("../../functions-sdk/guests/gauntlet.ts", import.meta.url));

export const sampleContext: CallContext = {
  commitment: id("a request"),
  functionId: 7n,
  version: 3,
  account: `0x${"11".repeat(20)}`,
  consumer: `0x${"22".repeat(20)}`,
  mode: "query",
  blockNumber: 1234n,
  timestamp: 1_750_000_000n,
  prevrandao: ZeroHash,
};

export interface Gauntlet {
  readonly fn: LoadedFunction;
  readonly abi: Interface;
  /** Calls an endpoint; `limits` overrides parts of the call. */
  call(endpoint: string, values?: readonly unknown[], limits?: Partial<Call>): Promise<Execution>;
  /** The one value that an endpoint returns. */
  read(endpoint: string, values?: readonly unknown[], limits?: Partial<Call>): Promise<unknown>;
}

export async function gauntletBytes(): Promise<Uint8Array> {
  return (await bundleFunction(SOURCE)).bytes;
}

export async function loadGauntlet(runtime: Runtime): Promise<Gauntlet> {
  const fn = await runtime.load({ kind: "js", bytes: await gauntletBytes() });
  const abi = new Interface(fn.abi);
  const call: Gauntlet["call"] = (endpoint, values = [], limits = {}) =>
    runtime.call(fn, {
      calldata: abi.encodeFunctionData(endpoint, values),
      context: sampleContext,
      fuelLimit: 1_000_000_000n,
      maxResultBytes: 4096,
      ...limits,
    });
  const read: Gauntlet["read"] = async (endpoint, values, limits) => {
    const { result } = await call(endpoint, values, limits);
    return abi.decodeFunctionResult(endpoint, result)[0];
  };
  return { fn, abi, call, read };
}
