import { ZeroHash } from "ethers";
import type { CallStruct, IFunctionRouter } from "../../types/functions/FunctionRouter.js";
import type { FunctionRouter } from "../../types/index.js";
import { encodeCalldata } from "../support/calldata.ts";
import type { ContractCaller } from "../support/contract-caller.ts";
import { requireUint } from "../support/ranges.ts";
import { findEndpoint, modeOf } from "./endpoint.ts";
import type { FunctionCall } from "./function-types.ts";
import type { Programs } from "./programs.ts";
import type { RegistryReader } from "./registry-reader.ts";

const FUEL_LIMIT = 100_000_000n;
const RESULT_BYTES = 1024n;
const DURATION = 3600n;
/** Seconds that may pass until the request is mined, so that its deadline still lies within the DAO's bounds. */
const MINING_MARGIN = 60n;

interface Sources {
  readonly caller: ContractCaller;
  readonly router: FunctionRouter;
  readonly registry: RegistryReader;
  readonly programs: Programs;
}

/** Fills in what a call leaves out, names its program, and encodes its arguments by the function's ABI. */
export class CallBuilder {
  readonly #caller: ContractCaller;
  readonly #router: FunctionRouter;
  readonly #registry: RegistryReader;
  readonly #programs: Programs;

  constructor({ caller, router, registry, programs }: Sources) {
    this.#caller = caller;
    this.#router = router;
    this.#registry = registry;
    this.#programs = programs;
  }

  async build(call: FunctionCall): Promise<CallStruct> {
    requireRanges(call);
    const version = await this.#registry.version(call.functionId, call.version);
    const abi = await this.#registry.abi(call.functionId, version.version);
    const endpoint = findEndpoint(abi, call.functionId, call.endpoint);
    const terms = await this.#caller.read("router", () => this.#router.terms());
    return {
      program: await this.#programs.idFor(version, call.executionDomain),
      mode: modeOf(endpoint),
      data: encodeCalldata(endpoint, call.args ?? []),
      fuelLimit: call.fuelLimit ?? FUEL_LIMIT,
      maxResultBytes: call.maxResultBytes ?? RESULT_BYTES,
      callbackGasLimit: call.callbackGasLimit ?? 0n,
      gasPriceCap: call.gasPriceCap ?? (await this.#gasPriceCap(terms.minGasPriceCap)),
      deadline: (await this.#caller.now()) + durationWithin(terms, call.duration),
      tag: call.tag ?? ZeroHash,
    };
  }

  async #gasPriceCap(minimum: bigint): Promise<bigint> {
    const { gasPrice } = await this.#caller.provider.getFeeData();
    return larger(2n * (gasPrice ?? 0n), minimum);
  }
}

/** Seconds for a request, within the DAO's bounds with some time for it to be mined; an hour if nothing is said. */
export function durationWithin(
  { minDuration, maxDuration }: Pick<IFunctionRouter.TermsStructOutput, "minDuration" | "maxDuration">,
  duration = DURATION,
): bigint {
  return smaller(larger(duration, minDuration + MINING_MARGIN), larger(maxDuration, MINING_MARGIN));
}

/** What the router's call holds of each number. */
function requireRanges({ functionId, version, fuelLimit, ...limits }: FunctionCall): void {
  requireUint(functionId, 256, "function's id");
  requireUint(version ?? 0n, 32, "version");
  requireUint(fuelLimit ?? 0n, 64, "fuel limit");
  requireUint(limits.maxResultBytes ?? 0n, 32, "limit of result bytes");
  requireUint(limits.callbackGasLimit ?? 0n, 32, "callback gas limit");
  requireUint(limits.gasPriceCap ?? 0n, 64, "gas price cap");
}

function larger(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

function smaller(one: bigint, other: bigint): bigint {
  return one < other ? one : other;
}
