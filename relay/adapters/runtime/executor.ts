import { accountOf } from "../../../protocol/request.ts";
import type { Program } from "../../../protocol/task.ts";
import { executionDomain } from "../../../runtime/domain.ts";
import type { LoadedFunction, Runtime } from "../../../runtime/runtime.ts";
import type { Artefact } from "../../domain/artefact.ts";
import type { SeenRequest } from "../../domain/request.ts";
import type { Executor } from "../../ports.ts";

/** Runs requests on the metered runtime. Closing it closes the runtime, unless that is `shared`. */
export function runtimeExecutor(runtime: Runtime, { shared = false } = {}): Executor {
  let domain: Promise<string> | undefined;
  /** By the very object: to know an artefact by its bytes they would have to be hashed for each request. */
  const loaded = new WeakMap<Artefact, LoadedFunction>();
  return {
    executionDomain: () => {
      domain ??= executionDomain();
      return domain;
    },
    execute: async (request, program, artefact) =>
      runtime.call(loaded.get(artefact) ?? (await load(artefact)), callOf(request, program)),
    close: async () => {
      if (!shared) await runtime.close();
    },
  };

  async function load(artefact: Artefact): Promise<LoadedFunction> {
    const fn = await runtime.load(artefact);
    loaded.set(artefact, fn);
    return fn;
  }
}

function callOf({ id, header, task, calldata }: SeenRequest, { functionId, version }: Program) {
  return {
    calldata,
    fuelLimit: header.fuelLimit,
    maxResultBytes: Number(header.maxResultBytes),
    context: {
      commitment: id,
      functionId,
      version: Number(version),
      account: accountOf(header),
      consumer: header.consumer,
      mode: task.mode === 0n ? ("query" as const) : ("update" as const),
      blockNumber: task.blockNumber,
      timestamp: task.timestamp,
      prevrandao: task.prevrandao,
    },
  };
}
