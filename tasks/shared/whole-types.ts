import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** A build marks the types with its process as long as they may not be whole. */
const MARK = /^\.building-(\d+)$/;

const folderIn = (root: string) => path.join(root, "types");

/** Whether clients' types are there, and no build was stopped while it was at them; one that is at work does not count. */
export function hasTypes(root: string): boolean {
  return existsSync(path.join(folderIn(root), "index.ts")) && stoppedBuilds(root).length === 0;
}

/** Builds under a mark, which stays where the build throws or is killed: the types may be half old and half new then. */
export async function markingTypes<Result>(root: string, build: () => Promise<Result>): Promise<Result> {
  const mark = path.join(folderIn(root), `.building-${process.pid}`);
  mkdirSync(folderIn(root), { recursive: true });
  writeFileSync(mark, "");
  const result = await build();
  rmSync(mark, { force: true });
  return result;
}

/** Once all types are written anew, it does not matter which builds were stopped before. */
export function forgetStoppedBuilds(root: string): void {
  for (const mark of stoppedBuilds(root)) rmSync(mark, { force: true });
}

/** Marks of processes that are gone. */
function stoppedBuilds(root: string): string[] {
  return readdirSync(folderIn(root))
    .filter((name) => MARK.test(name) && !isAlive(Number(MARK.exec(name)?.[1])))
    .map((name) => path.join(folderIn(root), name));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
