import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Stands as long as a build is at work: what it left is not whole if it was stopped. */
const markIn = (root: string) => path.join(root, "types", ".unfinished");

/** Whether clients' types are there, and all of one build. */
export function hasTypes(root: string): boolean {
  return existsSync(path.join(root, "types", "index.ts")) && !existsSync(markIn(root));
}

/** Builds; a build that fails writes no types, one that is stopped may have written some. */
export async function markingTypes<Result>(root: string, build: () => Promise<Result>): Promise<Result> {
  const mark = markIn(root);
  mkdirSync(path.dirname(mark), { recursive: true });
  writeFileSync(mark, "");
  try {
    return await build();
  } finally {
    rmSync(mark, { force: true });
  }
}
