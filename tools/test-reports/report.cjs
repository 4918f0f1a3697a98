// One JSON file for each test run, so that CI counts tests from data and not from what was printed.
"use strict";

const fs = require("node:fs");
const path = require("node:path");

/** Where reports go; nothing is written while this variable is unset. */
const FOLDER_VARIABLE = "ALTHING_REPORTS";

const reportsFolder = () => process.env[FOLDER_VARIABLE] || undefined;

/** @param {{ passed: number, failed: number, skipped: number, failures: string[] }} counts */
function writeReport(name, counts) {
  const folder = reportsFolder();
  if (folder === undefined) return;
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, `${name}.json`), `${JSON.stringify({ name, ...counts }, null, 2)}\n`);
}

module.exports = { reportsFolder, writeReport };
