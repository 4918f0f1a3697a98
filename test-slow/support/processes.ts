import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";

/** A mark that every process started with this environment bears, and its children too. */
export function newMark(): { readonly mark: string; readonly env: NodeJS.ProcessEnv } {
  const mark = `althing-test-${randomUUID()}`;
  return { mark, env: { ALTHING_TEST_MARK: mark } };
}

/** Ids of the living processes that bear the mark, as Linux lists them. */
export function processesMarked(mark: string): number[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => environmentOf(name).includes(mark))
    .map(Number);
}

/** A process that ended meanwhile has no environment any more. */
function environmentOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/environ`, "latin1");
  } catch {
    return "";
  }
}
