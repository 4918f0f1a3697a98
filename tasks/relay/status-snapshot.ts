import type { AddressBook } from "../../clients/address-book.ts";
import { Outcome } from "../../protocol/outcome.ts";
import { BUDGET_PERIOD_MS } from "../../relay/domain/sweep.ts";
import type { RelaySettings } from "../../relay/settings.ts";
import type { StatusStore, Store } from "../../relay/store-port.ts";
import type { StoredRequest } from "../../relay/store-records.ts";
import { sweepStatus } from "../../relay/sweep-status.ts";
import type { Connection } from "../shared/network.ts";
import { askRelay, type RunningRelay } from "./running-relay.ts";
import { senderStatus } from "./sender-status.ts";

/** Where a status is read from. */
export interface StatusSources {
  readonly connection: Connection;
  readonly addresses: AddressBook;
  readonly store: Store;
  readonly file: string;
  readonly settings: RelaySettings;
  /** Where the relay's HTTP service listens, if it has one. */
  readonly http: { readonly host: string; readonly port: number } | undefined;
}

const LATEST = 10;

/** How a relay is, from its store, the chain and, where it runs and answers, itself. Amounts in wei. */
export async function statusSnapshot({ connection, addresses, store, file, settings, http }: StatusSources) {
  const now = Date.now();
  const [requests, head, cursor, holds, inFlight, latest, sweep, earnings, senders, endpoint, running] =
    await Promise.all([
      store.countByState(),
      store.head(),
      store.cursor(),
      store.holds(),
      store.inFlight(),
      latestOf(store),
      sweepStatus(store, settings.expiry, now),
      store.earnings(now - BUDGET_PERIOD_MS),
      store.tills().then((tills) => senderStatus(connection, addresses, tills)),
      endpointStatus(connection),
      http && askRelay(http),
    ]);
  return {
    network: connection.networkName,
    router: addresses.router,
    store: file,
    relay: relayOf(http, running),
    head: head && { number: head.number, timestamp: head.timestamp },
    takenInTo: cursor?.number,
    holds,
    requests,
    inFlight,
    earnings,
    sweep,
    endpoint,
    senders,
    latest: latest.map(lineOf),
  };
}

export type StatusSnapshot = Awaited<ReturnType<typeof statusSnapshot>>;

function relayOf(http: StatusSources["http"], running: RunningRelay | undefined) {
  return http ? (running ?? ("no answer" as const)) : ("not asked" as const);
}

function latestOf(store: StatusStore): Promise<StoredRequest[]> {
  return store.requests({ states: ["settled", "expired", "declined", "parked"], limit: LATEST });
}

function lineOf({ id, state, settlement, reason }: StoredRequest) {
  const { outcome = 0, fuelUsed = 0n, charged = 0n, refunded = 0n, reimbursed = 0n, at } = settlement ?? {};
  return { id, state, outcome: outcomeName(outcome), fuelUsed, charged, refunded, reimbursed, at, reason };
}

function outcomeName(outcome: number): string | undefined {
  return Object.entries(Outcome).find(([, value]) => value === outcome)?.[0];
}

/** The endpoint that this command uses: its newest block, and how long the answer took. */
async function endpointStatus({ ethers }: Connection) {
  const asked = performance.now();
  const head = await ethers.provider.getBlockNumber();
  return { head, latencyMs: Math.round(performance.now() - asked) };
}
