import { pendingStates, type RequestState, requestStates } from "../../relay/domain/request.ts";
import { duration, ether, figure, short } from "../shared/format.ts";
import { renderFields, renderTable } from "../shared/output.ts";
import type { StatusSnapshot } from "./status-snapshot.ts";

/** Columns from which on addresses are shown whole. */
const WIDE = 120;

/** States of requests that the relay does nothing for at the moment. */
const LEFT = requestStates.filter((state) => !pendingStates.some((pending) => pending === state));

/** The status as a person reads it, at `now` (Unix milliseconds), on a terminal so many columns wide. */
export function statusView(status: StatusSnapshot, now: number, columns: number): string {
  return [
    renderFields({
      relay: relayLine(status),
      store: status.store,
      chain: chainLine(status, now),
      ...holdLines(status),
      queue: countsLine(status, pendingStates),
      ended: countsLine(status, LEFT),
      "in flight": inFlightLine(status, now),
      "24 hours": earningsLine(status),
      expiries: expiriesLine(status),
    }),
    endpointTable(status),
    senderTable(status, columns >= WIDE),
    latestTable(status, now, columns >= WIDE),
  ]
    .filter((part) => part !== "")
    .join("\n");
}

function relayLine({ relay, network, router }: StatusSnapshot): string {
  const served = `router ${short(router)} on ${network}`;
  if (relay === "not asked") return `${served}; set ALTHING_HTTP to ask the process itself`;
  if (relay === "no answer") return `${served}; its HTTP service does not answer`;
  const { phase, ready, reasons } = relay;
  const faults = reasons.map(({ code, message }) => `${message} (${code})`).join("; ");
  return `${served}; ${phase}, ${ready ? "ready" : `not ready: ${faults}`}`;
}

function chainLine({ takenInTo, head, endpoint }: StatusSnapshot, now: number): string {
  if (takenInTo === undefined) return `nothing taken in yet, head ${figure(endpoint.head)}`;
  const behind = Math.max(0, endpoint.head - takenInTo);
  const age = head ? `, ${ago(now - Number(head.timestamp) * 1_000)}` : "";
  return `taken in to block ${figure(takenInTo)}${age}; ${figure(behind)} behind the head`;
}

/** Why nothing is signed, if anything is in the way. */
function holdLines({ holds }: StatusSnapshot): Readonly<Record<string, string>> {
  if (holds.length === 0) return {};
  const faults = holds.map(({ code, message }) => `${message} (${code})`);
  return { "on hold": `${faults.join("; ")}. See relay confirm` };
}

function countsLine({ requests }: StatusSnapshot, states: readonly RequestState[]): string {
  return states.map((state) => `${state} ${figure(requests[state])}`).join(", ");
}

function inFlightLine({ inFlight }: StatusSnapshot, now: number): string {
  if (inFlight.length === 0) return "nothing";
  return inFlight
    .map(({ kind, requests, nonce, transactionHash, sentAt }) => {
      const what = `${kind} of ${figure(requests)}, nonce ${nonce}`;
      return `${what}, ${short(transactionHash)}, sent ${ago(now - sentAt)}`;
    })
    .join("; ");
}

function earningsLine({ earnings: { gasSpent, reimbursed, settled } }: StatusSnapshot): string {
  const net = reimbursed - gasSpent;
  return `${figure(settled)} fulfilled; gas ${rounded(gasSpent)}, paid back ${rounded(reimbursed)}, left ${rounded(net)}`;
}

function expiriesLine({ sweep: { spent, maxWeiPerDay, overdue } }: StatusSnapshot): string {
  return `${figure(overdue)} overdue; ${rounded(spent)} of ${rounded(maxWeiPerDay)} spent in 24 hours`;
}

function endpointTable({ relay, endpoint }: StatusSnapshot): string {
  const head = ["RPC", "state", "head", "latency", "calls", "errors"];
  if (typeof relay === "string" || relay.endpoints.length === 0)
    return renderTable(head, [
      ["as this command sees it", "answers", figure(endpoint.head), `${endpoint.latencyMs} ms`, "", ""],
    ]);
  return renderTable(
    head,
    relay.endpoints.map(({ name, leads, state, head: newest, latencyMs, calls, errors }) => [
      leads ? `${name} (leads)` : name,
      state === "closed" ? "in use" : state,
      newest === null ? "" : figure(newest),
      latencyMs === null ? "" : duration(latencyMs),
      figure(calls),
      figure(Object.values(errors).reduce((sum, count) => sum + count, 0)),
    ]),
  );
}

function senderTable({ senders }: StatusSnapshot, wide: boolean): string {
  return renderTable(
    ["sender", "balance", "at the router", "to collect", "nonce"],
    senders.map(({ address, balance, account, toCollect, nonce }) => [
      wide ? address : short(address),
      rounded(balance),
      rounded(account),
      rounded(toCollect),
      String(nonce),
    ]),
  );
}

function latestTable({ latest }: StatusSnapshot, now: number, wide: boolean): string {
  if (latest.length === 0) return "";
  return renderTable(
    ["request", "ended", "state", "outcome", "fuel used", "charged", ...(wide ? ["refunded"] : []), "reason"],
    latest.map(({ id, at, state, outcome, fuelUsed, charged, refunded, reason }) => [
      short(id),
      at === undefined ? "" : ago(now - at),
      state,
      outcome ?? "",
      figure(fuelUsed),
      rounded(charged),
      ...(wide ? [rounded(refunded)] : []),
      reason?.code ?? "",
    ]),
  );
}

const MICROETHER = 10n ** 12n;

/** Ether to six decimals, which is enough to look at; `--json` has every wei. */
function rounded(wei: bigint): string {
  if (wei < 0n) return `-${rounded(-wei)}`;
  return wei > 0n && wei < MICROETHER ? "<0.000001 ETH" : ether(wei - (wei % MICROETHER));
}

/** How long ago: clocks of chain and machine may differ a little. */
function ago(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1_000));
  if (seconds < 120) return `${seconds} s ago`;
  if (seconds < 7_200) return `${Math.round(seconds / 60)} min ago`;
  return seconds < 172_800
    ? `${Math.round(seconds / 3_600)} h ago`
    : `${Math.round(seconds / 86_400)} days ago`;
}
