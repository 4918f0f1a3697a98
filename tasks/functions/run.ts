import { type FunctionFragment, Interface, keccak256, ZeroAddress, ZeroHash } from "ethers";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { decodeAnswer, findEndpoint, modeOf } from "../../clients/functions/endpoint.ts";
import { encodeCalldata } from "../../clients/support/calldata.ts";
import type { BuiltFunction } from "../../functions/build.ts";
import { fail } from "../../protocol/errors.ts";
import { Outcome } from "../../protocol/outcome.ts";
import type { Profile } from "../../runtime/profiler/profile.ts";
import { createRuntime } from "../../runtime/runtime.ts";
import type { Artefact, Call, Execution } from "../../runtime/types.ts";
import { action, FailedAfterOutput } from "../shared/action.ts";
import { parseValue } from "../shared/amounts.ts";
import { duration, ether, figure } from "../shared/format.ts";
import { type Output, outputFor, printFields, toJson } from "../shared/output.ts";
import { abiOf, artefactOf } from "./artefact.ts";
import { outcomeInWords } from "./request-state.ts";
import { currentTerms, type Price, priceOf } from "./run-price.ts";
import { printProfile, profileLines } from "./run-profile.ts";

interface RunArguments {
  readonly artefact: string;
  /** A file with the ABI; empty: the artefact announces it. */
  readonly abi: string;
  readonly endpoint: string;
  readonly args: readonly string[];
  readonly fuelLimit: bigint;
  readonly profile: boolean;
  readonly json: boolean;
}

/** A profile of a call with many small functions takes many times as long as the call. */
const PROFILE_MS = 600_000;

/** The one function that a run knows; errors name it. */
const LOCAL = 0n;

export default action<RunArguments>(async (args, hre) =>
  run(hre, outputFor(args, hre.globalOptions.network), args),
);

/** Runs an endpoint in this process as an operator would, without a chain, and says what the call would cost. */
export async function run(
  hre: HardhatRuntimeEnvironment,
  output: Output,
  { artefact: file, abi: abiFile, endpoint, args, fuelLimit, profile }: RunArguments,
) {
  const terms = await currentTerms(hre);
  const built = await artefactOf(file);
  const ran = await execute(built, profile, (announced) => {
    const abi = new Interface(abiOf(announced, { file, abiFile }));
    const fragment = findEndpoint(abi, LOCAL, endpoint);
    const calldata = encodeCalldata(fragment, args.map(parseValue));
    return { abi, call: callOf(fragment, calldata, fuelLimit) };
  });
  const { execution, call, abi, milliseconds } = ran;
  const price = terms && priceOf(terms, call, execution);
  const { values, error } = decodeAnswer(abi, call.calldata, execution.outcome, execution.result);
  const lines = ran.profile && (await profileLines(ran.profile, built, file));
  const document = {
    ...{ ...execution, values, error, fuelLimit, price: price ?? null, milliseconds },
    ...(lines && { profile: lines }),
  };
  output.finish(document, () => {
    print(document, price, output);
    if (lines) printProfile(lines);
  });
  requireSuccess(execution, endpoint, fuelLimit);
  return document;
}

/** Scripts see by the exit code that there is no answer. */
function requireSuccess({ outcome }: Execution, endpoint: string, fuelLimit: bigint): void {
  if (outcome === Outcome.Success) return;
  const ended = fail("ALT_FUNCTIONS_RUN_ENDED", { endpoint, outcome: outcomeInWords(outcome), fuelLimit });
  throw new FailedAfterOutput(ended);
}

interface Prepared {
  readonly abi: Interface;
  readonly call: Call;
}

interface Ran extends Prepared {
  readonly execution: Execution;
  readonly milliseconds: number;
  readonly profile: Profile | undefined;
}

async function execute(
  built: BuiltFunction,
  profile: boolean,
  prepare: (announced: readonly string[]) => Prepared,
): Promise<Ran> {
  const runtime = createRuntime(profile ? { killAfterMs: PROFILE_MS } : {});
  try {
    const fn = await runtime.load(built);
    const prepared = prepare(fn.abi);
    const start = performance.now();
    const execution = await runtime.call(fn, prepared.call);
    const milliseconds = performance.now() - start;
    const profiled = profile ? await runtime.profile(withNames(built), prepared.call) : undefined;
    return { ...prepared, execution, milliseconds, profile: profiled };
  } finally {
    await runtime.close();
  }
}

/** What is published with the names that are left out of it. */
function withNames(built: BuiltFunction): Artefact {
  return built.kind === "wasm" ? { kind: "wasm", bytes: built.named } : built;
}

/** The call as a request would bring it; the calldata's hash stands in for the request's id. */
function callOf(fragment: FunctionFragment, calldata: string, fuelLimit: bigint): Call {
  const context = {
    commitment: keccak256(calldata),
    functionId: LOCAL,
    version: 1,
    account: ZeroAddress,
    consumer: ZeroAddress,
    mode: modeOf(fragment) === 0n ? ("query" as const) : ("update" as const),
    blockNumber: 1n,
    timestamp: BigInt(Math.floor(Date.now() / 1000)),
    prevrandao: ZeroHash,
  };
  return { calldata, context, fuelLimit, maxResultBytes: Number.MAX_SAFE_INTEGER };
}

function print(
  document: Execution & { readonly values: readonly unknown[]; readonly error: string | undefined } & {
    readonly fuelLimit: bigint;
    readonly milliseconds: number;
  },
  price: Price | undefined,
  output: Output,
): void {
  for (const line of document.logs) output.progress(line);
  const values = toJson(document.values);
  printFields({
    outcome: outcomeInWords(document.outcome),
    ...(document.outcome === Outcome.Success && { result: values }),
    ...(document.outcome === Outcome.Revert && { error: `${document.error} ${values}` }),
    fuel: `${figure(document.fuelUsed)} of ${figure(document.fuelLimit)}`,
    price: price
      ? `${ether(price.total)} and the fulfilment's gas`
      : "unknown: nothing is deployed on this network",
    memory: `${figure(document.peakMemoryBytes)} bytes`,
    time: duration(document.milliseconds),
  });
}
