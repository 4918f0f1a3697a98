// Mocha's usual output, and a report beside it (see report.cjs).
"use strict";

const { reporters } = require("mocha");
const { writeReport } = require("./report.cjs");

let stats;

/** `reporterOptions.report` names the report. */
class ReportingSpec extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    stats = runner.stats;
    const failures = [];
    runner.on("fail", (test) => failures.push(test.fullTitle()));
    runner.once("end", () => {
      const { passes, pending } = runner.stats;
      writeReport(options.reporterOptions.report, {
        passed: passes,
        failed: failures.length,
        skipped: pending,
        failures,
      });
    });
  }
}

module.exports = ReportingSpec;

/** What mocha counted in this process's last run; with several processes it knows only in the end. */
module.exports.lastRun = () => stats;
