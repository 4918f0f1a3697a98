import { expect } from "chai";
import { Interface } from "ethers";
import { Outcome } from "../../protocol/outcome.ts";
import type { Runtime } from "../../runtime/runtime.ts";
import { sampleContext } from "../../test/runtime/helpers/gauntlet.ts";

const REFUSALS = [
  "error Error(string)",
  "error MalformedCalldata()",
  "error Panic(uint256)",
  "error UnknownEndpoint(bytes4)",
];
const FUEL = 10_000_000_000n;
const RESULT_BYTES = 131_072;

export type Loaded = Awaited<ReturnType<typeof loadModule>>;

/** Loads a module; `read` gives its results, `reverted` its revert's name and arguments. */
export async function loadModule(runtime: Runtime, bytes: Uint8Array) {
  const fn = await runtime.load({ kind: "wasm", bytes });
  const abi = new Interface([...fn.abi, ...REFUSALS]);
  const send = (calldata: string) =>
    runtime.call(fn, { calldata, context: sampleContext, fuelLimit: FUEL, maxResultBytes: RESULT_BYTES });
  return {
    abi,
    send,
    read: async (endpoint: string, ...values: unknown[]) => {
      const { outcome, result } = await send(abi.encodeFunctionData(endpoint, values));
      expect(outcome).to.equal(Outcome.Success);
      return abi.decodeFunctionResult(endpoint, result).toArray();
    },
    reverted: async (calldata: string) => {
      const { outcome, result } = await send(calldata);
      expect(outcome).to.equal(Outcome.Revert);
      const error = abi.parseError(result);
      return [error?.name, ...(error?.args ?? [])];
    },
  };
}
