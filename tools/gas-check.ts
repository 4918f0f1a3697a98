// Fails when the committed gas snapshot is not what the Solidity tests give now. Hardhat's own
// `--snapshot-check` lets tests pass that have been added or removed since; here both are differences.

import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const GROUPS = join(ROOT, "snapshots");
const HARDHAT = join(
  dirname(createRequire(import.meta.url).resolve("hardhat/package.json")),
  "dist",
  "src",
  "cli.js",
);

type Snapshot = Map<string, string>;

/** Per test in .gas-snapshot, and per group of `vm.snapshotGas…` in snapshots/. */
function snapshotFiles(): string[] {
  const groups = existsSync(GROUPS) ? readdirSync(GROUPS).map((file) => join(GROUPS, file)) : [];
  return [join(ROOT, ".gas-snapshot"), ...groups].filter((file) => existsSync(file));
}

const read = (): Snapshot => new Map(snapshotFiles().map((file) => [file, readFileSync(file, "utf8")]));

function replaceBy(snapshot: Snapshot): void {
  for (const file of snapshotFiles()) rmSync(file);
  for (const [file, text] of snapshot) writeFileSync(file, text);
}

/** @returns what the tests give now, with the committed files as they were. */
function measure(committed: Snapshot): Snapshot {
  replaceBy(new Map());
  try {
    const { status } = spawnSync(process.execPath, [HARDHAT, "test", "solidity", "--snapshot"], {
      cwd: ROOT,
      stdio: ["ignore", "ignore", "inherit"],
    });
    if (status !== 0) throw new Error("The Solidity tests failed: run `npx hardhat test solidity`.");
    return read();
  } finally {
    replaceBy(committed);
  }
}

// The order of tests is Hardhat's to choose: only figures count.
function figures(file: string, text: string): string[] {
  if (!file.endsWith(".json")) return text.split("\n").filter((line) => line.trim() !== "");
  const group: Record<string, string> = JSON.parse(text);
  return Object.entries(group).map(([name, gas]) => `${basename(file, ".json")}: ${name}: ${gas}`);
}

const lines = (snapshot: Snapshot): Set<string> =>
  new Set([...snapshot].flatMap(([file, text]) => figures(file, text)));

function differences(committed: Snapshot, current: Snapshot): string[] {
  const [before, after] = [lines(committed), lines(current)];
  return [
    ...[...before].filter((line) => !after.has(line)).map((line) => `- ${line}`),
    ...[...after].filter((line) => !before.has(line)).map((line) => `+ ${line}`),
  ];
}

const committed = read();
const changed = differences(committed, measure(committed));

if (lines(committed).size === 0) {
  console.error("No gas figures are committed. Run `npm run gas:snapshot`.");
  process.exitCode = 1;
} else if (changed.length > 0) {
  console.error(`The gas snapshot is not current:\n${changed.join("\n")}\nRun \`npm run gas:snapshot\`.`);
  process.exitCode = 1;
} else {
  console.log("The gas snapshot is current.");
}
