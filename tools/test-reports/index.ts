// A Hardhat plugin that writes test reports for CI while ALTHING_REPORTS names a folder, and else does nothing.

import { fileURLToPath } from "node:url";
import { overrideTask } from "hardhat/config";
import type { HardhatPlugin } from "hardhat/types/plugins";
import type { MochaOptions } from "mocha";

/** Mocha's settings for a report called `report`. */
export function reportingMocha(report: string): MochaOptions {
  const reporter = fileURLToPath(new URL("mocha-reporter.cjs", import.meta.url));
  return { reporter, reporterOptions: { report } };
}

export const testReports: HardhatPlugin = {
  id: "althing-test-reports",
  npmPackage: null,
  tasks: [
    overrideTask(["test", "solidity"])
      .setAction(() => import("./record-solidity.ts"))
      .build(),
  ],
};
