import {
  type ExecutionEventListener,
  type ExecutionEventResult,
  ExecutionEventResultType,
} from "@nomicfoundation/ignition-core";
import type { DeployProgress } from "./progress.ts";

interface Completion {
  readonly futureId: string;
  readonly result: ExecutionEventResult;
}

/** Follows one run of Ignition: reports its steps, and counts what it sends. */
export class DeployListener {
  /** Transactions sent. */
  sent = 0;
  /** The transaction that did each step of this run, in their order. */
  readonly sentBy = new Map<string, string>();
  readonly #progress: DeployProgress;
  readonly #done: Set<string>;
  readonly #total: number;

  /**
   * @param steps Ids of the module's steps that send a transaction.
   * @param done Those that an earlier run finished.
   */
  constructor(progress: DeployProgress, steps: readonly string[], done: readonly string[]) {
    this.#progress = progress;
    this.#total = steps.length;
    this.#done = new Set(done);
  }

  /** What Ignition calls; events that are not followed have an empty handler. */
  handlers(): ExecutionEventListener {
    const followed: Partial<ExecutionEventListener> = {
      transactionSend: async () => void this.sent++,
      transactionConfirm: async ({ futureId, hash }) => void this.sentBy.set(futureId, hash),
      deploymentExecutionStateComplete: async (event) => this.#complete(event, true),
      callExecutionStateComplete: async (event) => this.#complete(event, false),
    };
    return new Proxy(followed, {
      get: (handlers, name) => Reflect.get(handlers, name) ?? (async () => {}),
    }) as ExecutionEventListener;
  }

  #complete({ futureId, result }: Completion, isContract: boolean): void {
    if (result.type !== ExecutionEventResultType.SUCCESS) return;
    this.#done.add(futureId);
    this.#progress({
      kind: "step",
      number: this.#done.size,
      of: this.#total,
      name: stepName(futureId),
      ...(isContract && result.result !== undefined ? { address: result.result } : {}),
    });
  }
}

/** `Althing#Treasury.appoint` is shown as `Treasury.appoint`. */
export function stepName(futureId: string): string {
  return futureId.slice(futureId.indexOf("#") + 1);
}
