import { setTimeout as pause } from "node:timers/promises";

/** Waits until `isDone`. @throws with what `state` says then, when that takes longer than `patienceMs`. */
export async function until(isDone: () => boolean, patienceMs: number, state: () => string): Promise<void> {
  for (const end = performance.now() + patienceMs; !isDone(); await pause(5)) {
    if (performance.now() > end) throw new Error(`not done after ${patienceMs} ms: ${state()}`);
  }
}
