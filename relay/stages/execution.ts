import { fail } from "../../protocol/errors.ts";
import type { Program } from "../../protocol/task.ts";
import { artefactShelf, type ShelfPorts } from "../artefact-shelf.ts";
import type { Artefact } from "../domain/artefact.ts";
import { type Execution, faultOfExecution, unserviceable } from "../domain/execution.ts";
import {
  delayAfter,
  type ExecutionVerdict,
  judgeExecutionError,
  judgePreparationError,
  reasonOf,
} from "../domain/retry.ts";
import type { Executor } from "../ports.ts";
import type { ExecuteStore, Verdict } from "../store-port.ts";
import type { ClaimedRequest } from "../store-records.ts";
import type { Tools } from "./tools.ts";

export interface ExecutionPorts extends ShelfPorts {
  readonly executor: Executor;
}

type ProgramStore = Pick<ExecuteStore, "program" | "artefact" | "keepArtefact">;

/** Failures' worth of delay for what is no fault of the request: long enough to spare an endpoint that is down. */
const PATIENCE = 4;

/** Fetches what requests run, runs them, and says what came of it. */
export function executions(
  { chain, artefacts, executor }: ExecutionPorts,
  store: ProgramStore,
  { settings, clock }: Pick<Tools, "settings" | "clock">,
) {
  const { artefactOf } = artefactShelf({ chain, artefacts }, store);
  return { verdictOn };

  async function verdictOn(request: ClaimedRequest): Promise<Verdict> {
    const { id } = request;
    let judgeError: (error: unknown) => ExecutionVerdict = judgePreparationError;
    try {
      const program = await programOf(request);
      const artefact = await artefactOf(program);
      judgeError = judgeExecutionError;
      return { type: "executed", id, execution: await run(request, program, artefact) };
    } catch (error) {
      return verdictAfter(request, error, judgeError(error));
    }
  }

  async function programOf({ task }: ClaimedRequest): Promise<Program> {
    const program = await store.program(task.program);
    if (!program) throw fail("ALT_RELAY_PROGRAM_UNKNOWN", { program: task.program });
    const served = await executor.executionDomain();
    const { executionDomain } = program;
    if (executionDomain !== served) throw fail("ALT_RELAY_FOREIGN_DOMAIN", { executionDomain, served });
    return program;
  }

  async function run(request: ClaimedRequest, program: Program, artefact: Artefact): Promise<Execution> {
    const execution = await executor.execute(request, program, artefact);
    const fault = faultOfExecution(request.header, execution);
    if (fault !== undefined) throw fail("ALT_RELAY_EXECUTION_INVALID", { fault });
    return execution;
  }

  function verdictAfter(
    { id, attempts }: ClaimedRequest,
    error: unknown,
    verdict: ExecutionVerdict,
  ): Verdict {
    const reason = reasonOf(error);
    const failures = attempts + 1;
    const postponed = (after: number, failed: boolean): Verdict => {
      const retryAt = clock.now() + delayAfter(after, settings.backoff);
      return { type: "postponed", id, reason, retryAt, failed };
    };
    switch (verdict) {
      case "unserviceable":
        return { type: "executed", id, execution: unserviceable(reason.message) };
      case "decline":
        return { type: "declined", id, reason };
      case "retry":
        if (failures >= settings.maxExecutions) return { type: "declined", id, reason };
        return postponed(failures, true);
      case "wait":
        return postponed(PATIENCE, false);
    }
  }
}
