// A relay as an operator runs it, in a process of its own, which obeys its harness: it ends itself by SIGKILL at a step
// of the pipeline, or goes by a clock that is wrong.

import { Wallet } from "ethers";
import { LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import { pinoLog } from "../../relay/adapters/pino/log.ts";
import { connectRpc, relayParts } from "../../relay/compose.ts";
import { pendingStates } from "../../relay/domain/request.ts";
import { reasonOf } from "../../relay/domain/retry.ts";
import type { RelayParts } from "../../relay/parts.ts";
import { Relay } from "../../relay/relay.ts";
import { settingsFor } from "../../relay/settings.ts";
import type { Command, KillPoint, RelayState, Report, StartOptions } from "./messages.ts";
import { announced, type Side, stepsOf } from "./steps.ts";

let killPoint: KillPoint | undefined;
let passes = 0;
let counts = new Map<string, number>();
let clockOffset = 0;
let relay: Relay | undefined;
let parts: RelayParts | undefined;

function report(message: Report): void {
  if (process.connected) process.send?.(message);
}

function onStep(step: string, side: Side): void {
  if (side === "before") counts.set(step, (counts.get(step) ?? 0) + 1);
  if (step !== killPoint?.step || side !== killPoint.side) return;
  passes += 1;
  if (passes === killPoint.nth) process.kill(process.pid, "SIGKILL");
}

function setKillPoint(point: KillPoint | undefined): void {
  passes = 0;
  killPoint = point;
}

async function start({
  rpcUrls,
  leases,
  router,
  store,
  privateKey,
  settings,
  ...rest
}: StartOptions): Promise<void> {
  setKillPoint(rest.killAt);
  clockOffset = rest.clockOffset ?? 0;
  const complete = { ...settingsFor(LOCAL_CHAIN_ID), ...settings };
  const log = pinoLog({ json: true, level: "debug" });
  const rpc = connectRpc(rpcUrls, LOCAL_CHAIN_ID, complete, log);
  parts = await relayParts({
    ...rpc,
    domain: { chainId: LOCAL_CHAIN_ID, router },
    wallets: [new Wallet(privateKey)],
    store,
    leases,
    settings: complete,
    log,
    clock: { now: () => Date.now() + clockOffset },
  });
  relay = new Relay(announced(parts, onStep));
  process.once("SIGTERM", async () => {
    await relay?.stop();
    rpc.close();
    process.disconnect?.();
  });
  relay.ended.catch(fail);
  await relay.start();
  report({ type: "started" });
}

async function stateOf({ store }: RelayParts, running: Relay): Promise<RelayState> {
  const [counted, holds, head] = await Promise.all([
    store.countByState(),
    store.holds(),
    running.upToDate().catch(() => undefined),
  ]);
  const problems = Object.entries(running.problems).map(([stage, { code }]) => [stage, code] as const);
  return {
    pending: pendingStates.reduce((sum, state) => sum + counted[state], 0),
    given: counted.declined + counted.parked,
    upToDate: head !== undefined,
    problems: Object.fromEntries(problems),
    holds: holds.map(({ code }) => code),
  };
}

function countSteps(): ReadonlyMap<string, number> {
  const all = parts === undefined ? [] : stepsOf(parts);
  const steps = new Map(all.map((step) => [step, counts.get(step) ?? 0] as const));
  counts = new Map();
  return steps;
}

async function obey(command: Command): Promise<void> {
  switch (command.type) {
    case "start":
      return start(command.options);
    case "killAt":
      setKillPoint(command.point);
      return report({ type: "done" });
    case "clock":
      clockOffset = command.offset;
      return report({ type: "done" });
    case "state":
      if (parts && relay) report({ type: "state", state: await stateOf(parts, relay) });
      return;
    case "look":
      await relay?.status();
      return report({ type: "done" });
    case "count":
      return report({ type: "count", steps: countSteps() });
  }
}

function fail(error: unknown): void {
  report({ type: "failed", ...reasonOf(error) });
  console.error(error);
  process.exitCode = 1;
  setTimeout(() => process.exit(1), 50);
}

process.on("message", (command: Command) => {
  obey(command).catch(fail);
});
// Whoever started it is gone.
process.on("disconnect", () => process.exit());
report({ type: "loaded" });
