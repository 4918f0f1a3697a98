// 100,000 calls in random order against the function contracts, with the checks of test/functions/invariants after
// each; and what the calls were, as calls that are all refused would prove nothing.
//
//   npm run invariants
//
// Exits with 1 where an invariant breaks, or where a kind of call hardly ever came off.

import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { commandLine } from "../command-line.ts";
import { asText, shortfalls, sumUp } from "./tally.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const REPORT = join("reports", "invariants.csv");
const TEST = join("test", "functions", "invariants", "RouterInvariants.t.sol");
const HARDHAT = join(
  dirname(createRequire(import.meta.url).resolve("hardhat/package.json")),
  "dist",
  "src",
  "cli.js",
);
const MIN_CALLS = 100_000;
const MIN_SUCCEEDED = 50;

commandLine("Usage: npm run invariants", { options: {} });
rmSync(join(ROOT, REPORT), { force: true });
mkdirSync(dirname(join(ROOT, REPORT)), { recursive: true });
const { status } = spawnSync(
  process.execPath,
  [HARDHAT, "test", "solidity", "--test-profile", "long", TEST],
  { cwd: ROOT, stdio: "inherit", env: { ...process.env, ALTHING_INVARIANTS_REPORT: REPORT } },
);
process.exitCode = status === 0 ? report() : 1;

function report(): number {
  const sums = sumUp(readFileSync(join(ROOT, REPORT), "utf8"));
  const short = shortfalls(sums, MIN_CALLS, MIN_SUCCEEDED);
  console.log(asText(sums));
  if (short.length > 0) console.error(`Too little came off:\n${short.join("\n")}`);
  return short.length > 0 ? 1 : 0;
}
