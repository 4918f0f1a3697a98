import { formatEther } from "ethers";
import { Outcome } from "../../../protocol/outcome.ts";
import type { EndpointHealth } from "../../domain/endpoint.ts";
import { Journeys } from "../../domain/journey.ts";
import { blocksBehind, whyNotReady } from "../../domain/readiness.ts";
import { requestStates } from "../../domain/request.ts";
import type { Clock } from "../../ports.ts";
import type { OnProgress, Progress } from "../../progress.ts";
import type { RelayStatus } from "../../status.ts";
import { type Meters, relayMeters } from "./meters.ts";

export interface MetricsOptions {
  readonly clock: Clock;
  readonly maxBlocksBehind: number;
  status(): Promise<RelayStatus>;
}

/** Requests under way whose times are kept, and transactions whose settlements are ours. */
const MOST_JOURNEYS = 100_000;
const MOST_TRANSACTIONS = 10_000;

/** Progress of requests, not of transactions or of the chain. */
const STEPS: ReadonlySet<Progress["type"]> = new Set([...requestStates, "postponed", "reopened"] as const);

/** Counts what the relay tells of itself; how it stands is read when somebody looks. */
export function relayMetrics({ clock, maxBlocksBehind, status }: MetricsOptions) {
  const meters = relayMeters();
  const journeys = new Journeys(MOST_JOURNEYS);
  const sent = new Set<string>();
  const onProgress: OnProgress = (progress) => {
    if (STEPS.has(progress.type)) meters.steps.inc({ step: progress.type }, requestsOf(progress));
    const { legs, ended } = journeys.take(progress, clock.now());
    for (const { stage, from, to } of legs) meters.stages.observe({ stage }, (to - from) / 1_000);
    for (const { end, from, to } of ended) meters.journeys.observe({ end }, (to - from) / 1_000);
    count(meters, sent, progress);
  };
  return {
    onProgress,
    contentType: meters.register.contentType,
    text: async () => {
      show(meters, await status(), { now: clock.now(), maxBlocksBehind });
      return meters.register.metrics();
    },
  };
}

function count(meters: Meters, sent: Set<string>, progress: Progress): void {
  switch (progress.type) {
    case "executed":
      meters.executions.observe(progress.durationMs / 1_000);
      meters.outcomes.inc({ outcome: outcomeName(progress.outcome) });
      meters.fuel.inc(Number(progress.fuelUsed));
      break;
    case "signed":
      meters.batches.observe(progress.ids.length);
      break;
    case "submitted":
      meters.transactions.inc({ kind: progress.kind, event: "submitted" });
      remember(sent, progress.transactionHash);
      break;
    case "replaced":
      meters.transactions.inc({ kind: progress.kind, event: progress.cancels ? "withdrawn" : "replaced" });
      remember(sent, progress.transactionHash);
      break;
    case "mined":
      meters.transactions.inc({ kind: progress.kind, event: progress.success ? "mined" : "reverted" });
      spend(meters, progress);
      break;
    case "cancelled":
      meters.transactions.inc({ kind: progress.kind, event: "cancelled" });
      spend(meters, progress);
      break;
    case "lost":
      meters.transactions.inc({ kind: progress.kind, event: "lost" });
      break;
    case "settled":
      // Another operator may have been first: then it was paid back, not we.
      if (sent.has(progress.transactionHash)) meters.reimbursed.inc(inEther(progress.reimbursed));
      break;
    case "reorg":
      meters.reorgs.inc();
      meters.reorgDepth.observe(progress.depth);
      break;
    case "finalized":
      meters.final.set(progress.number);
      break;
    case "declined":
    case "parked":
    case "postponed":
      meters.faults.inc({ code: progress.reason.code });
      break;
  }
}

function spend(
  meters: Meters,
  { kind, gasUsed, cost }: { readonly kind: string; readonly gasUsed: bigint; readonly cost: bigint },
): void {
  meters.gasUsed.inc({ kind }, Number(gasUsed));
  meters.gasSpent.inc({ kind }, inEther(cost));
}

function requestsOf(progress: Progress): number {
  return "ids" in progress ? progress.ids.length : 1;
}

function remember(sent: Set<string>, hash: string): void {
  sent.add(hash);
  const [oldest] = sent;
  if (sent.size > MOST_TRANSACTIONS && oldest !== undefined) sent.delete(oldest);
}

function show(
  meters: Meters,
  status: RelayStatus,
  { now, maxBlocksBehind }: { readonly now: number; readonly maxBlocksBehind: number },
): void {
  const { phase, requests, queue, head, cursor, sweep, problems, senders } = status;
  meters.waiting.set(queue.waiting);
  meters.inHand.set(queue.inHand);
  meters.bound.set(queue.most);
  meters.up.set(whyNotReady(status, maxBlocksBehind).length === 0 ? 1 : 0);
  meters.phase.reset();
  meters.phase.set({ phase }, 1);
  for (const [state, number] of Object.entries(requests)) meters.requests.set({ state }, number);
  meters.dead.set(requests.declined + requests.parked);
  meters.overdue.set(sweep.overdue);
  if (head) meters.head.set(head.number);
  if (head) meters.headTime.set(Number(head.timestamp));
  if (cursor) meters.cursor.set(cursor.number);
  meters.behind.set(blocksBehind(status));
  meters.failing.reset();
  for (const [stage, { code }] of Object.entries(problems)) meters.failing.set({ stage, code }, 1);
  meters.holds.reset();
  for (const { code } of status.holds) meters.holds.set({ code }, 1);
  meters.expirySpent.set(inEther(sweep.spent));
  meters.expiryBudget.set(inEther(sweep.maxWeiPerDay));
  for (const { address: sender, balance, nonce } of senders) {
    meters.balance.set({ sender }, inEther(balance));
    meters.nonce.set({ sender }, nonce);
    const open = status.inFlight.find((transaction) => transaction.sender === sender);
    meters.nonceGap.set({ sender }, open ? open.nonce - nonce : 0);
    meters.inFlightTime.set({ sender }, open ? (now - open.sentAt) / 1_000 : 0);
  }
  for (const meter of [
    meters.endpointState,
    meters.endpointCalls,
    meters.endpointErrors,
    meters.disagreements,
  ])
    meter.reset();
  for (const endpoint of status.endpoints) showEndpoint(meters, endpoint);
}

function showEndpoint(meters: Meters, health: EndpointHealth): void {
  const { name: endpoint, state, calls, errors, latencyMs, head, disagreements } = health;
  meters.endpointUp.set({ endpoint }, state === "closed" ? 1 : 0);
  meters.endpointState.set({ endpoint, state }, 1);
  meters.endpointCalls.inc({ endpoint }, calls);
  for (const [fault, number] of Object.entries(errors))
    meters.endpointErrors.inc({ endpoint, fault }, number);
  if (latencyMs !== undefined) meters.endpointLatency.set({ endpoint }, latencyMs / 1_000);
  if (head !== undefined) meters.endpointHead.set({ endpoint }, head);
  meters.disagreements.inc({ endpoint }, disagreements);
}

/** Sixteen digits are enough to look at. */
function inEther(wei: bigint): number {
  return Number(formatEther(wei));
}

function outcomeName(outcome: number): string {
  return Object.entries(Outcome).find(([, value]) => value === outcome)?.[0] ?? String(outcome);
}
