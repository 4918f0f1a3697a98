"use strict";

const path = require("node:path");

const reporting = {
  reporter: path.join(__dirname, "..", "tools", "test-reports", "mocha-reporter.cjs"),
  "reporter-option": ["report=slow"],
};

module.exports = {
  spec: "test-slow/**/*.test.ts",
  import: "tsx",
  timeout: 300_000,
  ...(process.env.ALTHING_REPORTS ? reporting : {}),
};
