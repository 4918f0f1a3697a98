// npm run bench -- relay [--quick]: latency, throughput and memory of a relay in its own process, beside the least that two
// transactions take and beside Chainlink's local test network.

import { createRequire } from "node:module";
import hre from "hardhat";
import type { Measurement, Options } from "../report.ts";
import type { Plan } from "./run.ts";

const WHOLE: Plan = {
  idleRuns: 500,
  searchSeconds: 8,
  confirmSeconds: 60,
  loadedSeconds: 60,
  requests: 50_000,
};
/** For whoever tries something out. */
const QUICK: Plan = { idleRuns: 100, searchSeconds: 4, confirmSeconds: 10, loadedSeconds: 10, requests: 0 };

export const options = { quick: { type: "boolean", default: false } } as const;

export async function measure(progress: (text: string) => void, { quick }: Options): Promise<Measurement> {
  progress("Compiling");
  await hre.tasks.getTask("build").run({ quiet: true, noTests: true });
  // Not before the build, which makes the types that these import.
  const { measureRelay } = await import("./run.ts");
  const { measurePeers } = await import("./peers.ts");
  const { relayRows } = await import("./rows.ts");
  const peers = await measurePeers(quick === true, progress);
  const rows = relayRows(await measureRelay(quick === true ? QUICK : WHOLE, progress), peers);
  return { rows, versions: versions() };
}

function versions(): Record<string, string> {
  const require = createRequire(import.meta.url);
  const versionOf = (name: string) => (require(`${name}/package.json`) as { version: string }).version;
  const peers = ["@chainlink/functions-toolkit", "deno"] as const;
  return {
    anvil: versionOf("@foundry-rs/anvil"),
    ...Object.fromEntries(peers.map((name) => [name, versionOf(name)])),
  };
}
