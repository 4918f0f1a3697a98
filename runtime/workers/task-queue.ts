import { type CallTask, isCall, type JobTask, type Task } from "./task.ts";

/** What waits for a thread, first come first served. Taking and adding cost the same however many wait. */
export class TaskQueue {
  #tasks: Task[] = [];
  #first = 0;

  get length(): number {
    return this.#tasks.length - this.#first;
  }

  add(task: Task): void {
    this.#tasks.push(task);
  }

  /** To be taken before all others. */
  putBack(tasks: readonly Task[]): void {
    this.#tasks = [...tasks, ...this.#tasks.slice(this.#first)];
    this.#first = 0;
  }

  /** The job that is next in line, or the calls: at most `most` of them. */
  take(most: number): JobTask | CallTask[] {
    const next = this.#tasks[this.#first];
    if (next && !isCall(next)) {
      this.#first++;
      return next;
    }
    const calls: CallTask[] = [];
    for (
      let task: Task | undefined = next;
      isCall(task) && calls.length < most;
      task = this.#tasks[this.#first]
    ) {
      calls.push(task);
      this.#first++;
    }
    this.#shrink();
    return calls;
  }

  takeAll(): Task[] {
    const all = this.#tasks.slice(this.#first);
    this.#tasks = [];
    this.#first = 0;
    return all;
  }

  #shrink(): void {
    if (this.#first * 2 < this.#tasks.length) return;
    this.#tasks = this.#tasks.slice(this.#first);
    this.#first = 0;
  }
}
