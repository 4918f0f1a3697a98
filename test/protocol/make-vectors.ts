// Writes test/protocol/vectors.json, or with --check fails where it is not current:
//   npx tsx test/protocol/make-vectors.ts [--check]
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { vectorsAsText } from "./build-vectors.ts";

export const vectorsFile = fileURLToPath(new URL("vectors.json", import.meta.url));

function main(check: boolean): void {
  if (!check) {
    writeFileSync(vectorsFile, vectorsAsText());
  } else if (readFileSync(vectorsFile, "utf8") !== vectorsAsText()) {
    console.error("vectors.json is not current. Run `npx tsx test/protocol/make-vectors.ts`.");
    process.exitCode = 1;
  }
}

// Mocha loads every file under test/.
if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.includes("--check"));
