import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { usualCases } from "../cases.ts";
import type { Family, Fault, Injection } from "../fault.ts";
import { NotReached } from "../fault.ts";
import type { Random } from "../random.ts";
import { pause, type World } from "../world.ts";

const TIMES = 20;
/** Room for what a store holds after an hour's soak. */
const DISK_BYTES = 256 * 2 ** 20;

/** No room for what the relay writes, until there is again. What the machine does not allow is left out. */
export const disks: Family = {
  name: "disk",
  nodes: ["anvil"],
  faults: async (world) => [...(await fullDisk(world)), ...sizeLimit()],
};

/** A filesystem of its own for the store, filled to the last byte; mounting one takes root. */
async function fullDisk(world: World): Promise<Fault[]> {
  const disk = path.join(world.folder, "disk");
  mkdirSync(disk);
  const mounted = run("mount", "-t", "tmpfs", "-o", `size=${DISK_BYTES}`, "tmpfs", disk);
  if (!mounted) return [];
  world.onClose(() => {
    run("umount", "-l", disk);
  });
  await world.relay.kill();
  world.store = path.join(disk, "relay.db");
  await world.start();
  await world.confirm();
  await world.untilQuiet();
  const ballast = path.join(disk, "ballast");
  const inject = async (_world: World, random: Random) => {
    // Another fault may have made the operator begin a new store elsewhere.
    if (path.dirname(world.store) !== disk) throw new NotReached("the store is on another disk");
    return without(world, random, { take: () => fill(ballast), giveBack: () => rmSync(ballast) });
  };
  return [{ name: "full", times: TIMES, inject }];
}

/** The kernel lets the relay's process write no file beyond the size that its store has. */
function sizeLimit(): Fault[] {
  if (!run("prlimit", "--version")) return [];
  const inject = (world: World, random: Random) =>
    without(world, random, {
      take: () => limit(world, String(sizeOf(`${world.store}-wal`))),
      giveBack: () => limit(world, "unlimited"),
    });
  return [{ name: "no file may grow", times: TIMES, inject }];
}

/** Requests that come while there is no room, and before. */
async function without(
  world: World,
  random: Random,
  { take, giveBack }: { take(): void; giveBack(): void },
): Promise<Injection> {
  const before = await world.ask(some(random));
  await pause(random.below(60));
  take();
  const asked = await world.ask(some(random));
  await pause(100 + random.below(300));
  giveBack();
  return { asked: [...before, ...asked], over: performance.now() };
}

function fill(file: string): void {
  for (let bytes = DISK_BYTES; bytes >= 1; bytes = Math.floor(bytes / 2)) {
    try {
      writeFileSync(file, Buffer.alloc(bytes, 0xa5), { flag: "a" });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOSPC") throw error;
    }
  }
}

function limit({ relay }: World, bytes: string): void {
  if (!run("prlimit", "--pid", String(relay.pid), `--fsize=${bytes}:unlimited`)) {
    throw new Error("prlimit was refused");
  }
}

function sizeOf(file: string): number {
  return existsSync(file) ? statSync(file).size : 0;
}

function run(command: string, ...args: string[]): boolean {
  return spawnSync(command, args, { stdio: "ignore" }).status === 0;
}

function some(random: Random) {
  return Array.from({ length: 1 + random.below(3) }, () => random.pick(usualCases));
}
