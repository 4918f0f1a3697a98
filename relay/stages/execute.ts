import { keccak256 } from "ethers";
import { fail } from "../../protocol/errors.ts";
import type { Program } from "../../protocol/task.ts";
import { type Artefact, artefactFrom, kindOf } from "../domain/artefact.ts";
import { type Execution, faultOfExecution, unserviceable } from "../domain/execution.ts";
import {
  delayAfter,
  type ExecutionVerdict,
  judgeExecutionError,
  judgePreparationError,
  reasonOf,
} from "../domain/retry.ts";
import type { Stage } from "../loop.ts";
import type { ArtefactSource, Chain, Executor } from "../ports.ts";
import type { ClaimedRequest, ExecuteStore, StatusStore } from "../store-port.ts";
import type { Tools } from "./tools.ts";

export interface ExecutePorts {
  readonly chain: Pick<Chain, "publication">;
  readonly artefacts: ArtefactSource;
  readonly executor: Executor;
}

/** Longer than any execution may take. */
const LEASE_MS = 5 * 60_000;

/** Runs one request after the other. Several of these stages may run side by side. */
export function executeStage(
  { chain, artefacts, executor }: ExecutePorts,
  store: ExecuteStore & Pick<StatusStore, "head">,
  { settings, clock, log, emit }: Tools,
): Stage {
  return { name: "execute", step };

  async function step(): Promise<boolean> {
    const head = await store.head();
    const now = clock.now();
    const request = head && (await store.claim(now, head.timestamp, now + LEASE_MS));
    if (!request) return false;
    let judgeError: (error: unknown) => ExecutionVerdict = judgePreparationError;
    try {
      const program = await programOf(request);
      const artefact = await prepare(program);
      judgeError = judgeExecutionError;
      await keep(request, await run(request, program, artefact), now);
    } catch (error) {
      await judge(request, error, judgeError(error), now);
    }
    return true;
  }

  async function programOf({ task }: ClaimedRequest): Promise<Program> {
    const program = await store.program(task.program);
    if (!program) throw fail("ALT_RELAY_PROGRAM_UNKNOWN", { program: task.program });
    const served = await executor.executionDomain();
    const { executionDomain } = program;
    if (executionDomain !== served) throw fail("ALT_RELAY_FOREIGN_DOMAIN", { executionDomain, served });
    return program;
  }

  async function prepare(program: Program): Promise<Artefact> {
    const { codeHash } = program;
    const bytes = await store.artefact(codeHash);
    if (!bytes) return fetched(program);
    checkHash(bytes, codeHash);
    return { kind: kindOf(bytes), bytes };
  }

  async function fetched({ codeHash, functionId, version }: Program): Promise<Artefact> {
    const publication = await chain.publication(functionId, version);
    const bytes = publication.bytes ?? (await artefacts.fetch(publication.uri));
    checkHash(bytes, codeHash);
    const artefact = artefactFrom(bytes, publication.kind);
    await store.keepArtefact(codeHash, bytes);
    return artefact;
  }

  async function run(request: ClaimedRequest, program: Program, artefact: Artefact): Promise<Execution> {
    const execution = await executor.execute(request, program, artefact);
    const fault = faultOfExecution(request.header, execution);
    if (fault !== undefined) throw fail("ALT_RELAY_EXECUTION_INVALID", { fault });
    return execution;
  }

  async function keep({ id }: ClaimedRequest, execution: Execution, startedAt: number): Promise<void> {
    const now = clock.now();
    if (!(await store.recordExecution(id, execution, now))) return;
    const { outcome, fuelUsed, logs } = execution;
    const durationMs = now - startedAt;
    log.info({ id, outcome, fuelUsed, durationMs }, "executed");
    emit({ type: "executed", id, outcome, fuelUsed, durationMs, logs });
  }

  async function judge(
    request: ClaimedRequest,
    error: unknown,
    verdict: ExecutionVerdict,
    startedAt: number,
  ): Promise<void> {
    const { id, attempts } = request;
    const reason = reasonOf(error);
    if (verdict === "unserviceable") return keep(request, unserviceable(reason.message), startedAt);
    const failures = attempts + 1;
    if (verdict === "decline" || (verdict === "retry" && failures >= settings.maxExecutions)) {
      await store.decline(id, reason);
      log.warn({ id, ...reason }, "declined");
      return emit({ type: "declined", id, reason });
    }
    await store.postpone(id, reason, clock.now() + delayAfter(failures, settings.backoff));
    log.warn({ id, failures, ...reason }, "execution postponed");
    emit({ type: "postponed", id, reason });
  }
}

function checkHash(bytes: Uint8Array, expected: string): void {
  const actual = keccak256(bytes);
  if (actual !== expected) throw fail("ALT_RELAY_ARTEFACT_HASH", { actual, expected });
}
