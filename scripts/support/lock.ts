import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fail } from "../../protocol/errors.ts";

/**
 * Keeps `file` for this process while `work` runs: two runs with one journal would send with one nonce. A lock that a
 * killed process left does not count. Throws ALT_SCRIPT_RUNNING.
 */
export async function withLock<Value>(file: string, work: () => Promise<Value>): Promise<Value> {
  mkdirSync(path.dirname(file), { recursive: true });
  take(file);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

function take(file: string): void {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST") throw fail("ALT_FILE_NOT_WRITTEN", { file, fault: code }, error);
    const pid = Number(readFileSync(file, "utf8"));
    if (isAlive(pid)) throw fail("ALT_SCRIPT_RUNNING", { pid, file });
    rmSync(file, { force: true });
    writeFileSync(file, String(process.pid), { flag: "wx" });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and is somebody else's.
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
