import { executionDomain } from "../../../runtime/domain.ts";
import type { Runtime } from "../../../runtime/runtime.ts";
import type { SeenRequest } from "../../domain/request.ts";
import type { Executor } from "../../ports.ts";

/** Runs requests on the metered runtime. Closing it closes the runtime, unless that is `shared`. */
export function runtimeExecutor(runtime: Runtime, { shared = false } = {}): Executor {
  let domain: Promise<string> | undefined;
  return {
    executionDomain: () => {
      domain ??= executionDomain();
      return domain;
    },
    execute: async (request, artefact) => runtime.call(await runtime.load(artefact), callOf(request)),
    close: async () => {
      if (!shared) await runtime.close();
    },
  };
}

function callOf({ id, header, calldata }: SeenRequest) {
  return {
    calldata,
    fuelLimit: header.fuelLimit,
    maxResultBytes: Number(header.maxResultBytes),
    context: {
      commitment: id,
      functionId: header.functionId,
      version: Number(header.version),
      account: header.account,
      consumer: header.consumer,
      mode: header.mode === 0n ? ("query" as const) : ("update" as const),
      blockNumber: header.blockNumber,
      timestamp: header.timestamp,
      prevrandao: header.prevrandao,
    },
  };
}
