// Writes clients/support/openzeppelin-errors.generated.ts: every custom error of @openzeppelin/contracts, so that
// clients can name errors of contracts that a proposal or a callback reaches. `--check` compares instead.

import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Interface, type JsonFragment } from "ethers";
import { isCheck } from "./command-line.ts";

const output = path.resolve(import.meta.dirname, "../clients/support/openzeppelin-errors.generated.ts");
const manifest = createRequire(import.meta.url).resolve("@openzeppelin/contracts/package.json");
const builds = path.join(path.dirname(manifest), "build/contracts");

function errorsOf(file: string): string[] {
  const { abi } = JSON.parse(readFileSync(path.join(builds, file), "utf8")) as { abi: JsonFragment[] };
  const errors: string[] = [];
  new Interface(abi).forEachError((error) => errors.push(error.format("full")));
  return errors;
}

function render(errors: readonly string[]): string {
  const lines = errors.map((error) => `  ${JSON.stringify(error)},`);
  return [
    "// Written by tools/openzeppelin-errors.ts. Do not edit.",
    "",
    "/** Every custom error of @openzeppelin/contracts. */",
    "export const openZeppelinErrors: readonly string[] = [",
    ...lines,
    "];",
    "",
  ].join("\n");
}

const text = render([...new Set(readdirSync(builds).flatMap(errorsOf))].sort());
if (!isCheck("errors:openzeppelin")) writeFileSync(output, text);
else if (readFileSync(output, "utf8") !== text) {
  console.error("clients/support/openzeppelin-errors.generated.ts is stale: run npm run errors:openzeppelin");
  process.exitCode = 1;
}
