// Adds up what CI's steps left in the folder of reports: `node summary.cjs <folder>`.
//
// steps.tsv has a line a step: name, exit code, seconds, and the names of the test reports it must have written.
// A step with reports counts as its tests; one without counts as one. A step that failed although its reports
// show no failed test (a crash, a test file that does not load), or that left a report out, counts as one more.
"use strict";

const fs = require("node:fs");
const path = require("node:path");

/** @returns undefined where there is none, or half of one: a full disk must not hide the other counts. */
function readReport(folder, name) {
  try {
    return JSON.parse(fs.readFileSync(path.join(folder, `${name}.json`), "utf8"));
  } catch (error) {
    console.error(`No report ${name}.json: ${error.message}`);
    return undefined;
  }
}

const sum = (reports, field) => reports.reduce((total, report) => total + report[field], 0);

function countTests(folder, names, code) {
  const reports = names.map((name) => readReport(folder, name));
  const written = reports.filter(Boolean);
  const counts = {
    passed: sum(written, "passed"),
    failed: sum(written, "failed"),
    skipped: sum(written, "skipped"),
  };
  const empty = written.some(({ passed, failed }) => passed + failed === 0);
  const unexplained = code !== 0 && counts.failed === 0;
  if (written.length < names.length || empty || unexplained) counts.failed += 1;
  return counts;
}

function countStep(folder, line) {
  const [name, code, seconds, ...reports] = line.split("\t");
  const isFine = Number(code) === 0;
  const counts =
    reports.length > 0
      ? countTests(folder, reports, Number(code))
      : { passed: isFine ? 1 : 0, failed: isFine ? 0 : 1, skipped: 0 };
  return { name, seconds, ...counts };
}

function main(folder) {
  const lines = fs.readFileSync(path.join(folder, "steps.tsv"), "utf8").trimEnd().split("\n");
  const steps = lines.map((line) => countStep(folder, line));
  console.log("");
  for (const { name, seconds, passed, failed, skipped } of steps) {
    const also = skipped > 0 ? `, ${skipped} skipped` : "";
    console.log(
      `${failed > 0 ? "FAIL" : "ok  "}  ${name}: ${passed} passed, ${failed} failed${also} (${seconds} s)`,
    );
  }
  const failed = sum(steps, "failed");
  console.log(`\n${sum(steps, "passed")} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}

main(process.argv[2]);
