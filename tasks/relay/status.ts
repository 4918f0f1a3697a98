import { existsSync } from "node:fs";
import { fail } from "../../protocol/errors.ts";
import { Outcome } from "../../protocol/outcome.ts";
import { openSqliteStore } from "../../relay/adapters/sqlite/store.ts";
import { requestStates } from "../../relay/domain/request.ts";
import type { StoredRequest } from "../../relay/store-port.ts";
import { type SweepStatus, sweepStatus } from "../../relay/sweep-status.ts";
import { action } from "../shared/action.ts";
import { ether, figure, short } from "../shared/format.ts";
import { outputFor, printFields, printTable } from "../shared/output.ts";
import { senderStatus } from "./sender-status.ts";
import { relaySettingsFor } from "./settings.ts";
import { connectThrough, domainOf, type RelayArguments, storeFile } from "./shared.ts";

const LATEST = 10;

export default action<RelayArguments>(async (args, hre) => {
  const { connection, addresses } = await connectThrough(hre, args);
  const path = storeFile(connection, args.store);
  if (!existsSync(path)) throw fail("ALT_RELAY_NO_STORE", { file: path });
  const store = await openSqliteStore(path, domainOf(addresses));
  try {
    const { expiry } = relaySettingsFor(addresses.chainId);
    const [requests, cursor, latest, sweep, senders] = await Promise.all([
      store.countByState(),
      store.cursor(),
      store.requests({ states: ["settled", "expired", "declined", "parked"], limit: LATEST }),
      sweepStatus(store, expiry, Date.now()),
      senderStatus(connection, addresses, await store.tills()),
    ]);
    const takenInTo = cursor?.number;
    const status = { store: path, takenInTo, requests, sweep, senders, latest: latest.map(lineOf) };
    outputFor(args).finish(status, () => show(status));
  } finally {
    await store.close();
  }
});

type Status = {
  readonly store: string;
  readonly takenInTo: number | undefined;
  readonly requests: Record<string, number>;
  readonly sweep: SweepStatus;
  readonly senders: Awaited<ReturnType<typeof senderStatus>>;
  readonly latest: readonly ReturnType<typeof lineOf>[];
};

function lineOf({ id, state, settlement, reason }: StoredRequest) {
  const { outcome = 0, fuelUsed = 0n, charged = 0n, refunded = 0n } = settlement ?? {};
  return { id, state, outcome: outcomeName(outcome), fuelUsed, charged, refunded, reason };
}

function outcomeName(outcome: number): string | undefined {
  return Object.entries(Outcome).find(([, value]) => value === outcome)?.[0];
}

function show({ store, takenInTo, requests, sweep, senders, latest }: Status): void {
  printFields({
    store,
    "taken in to block": takenInTo === undefined ? "none" : figure(takenInTo),
    "expiries, 24 hours": `${ether(sweep.spent)} of ${ether(sweep.maxWeiPerDay)}`,
    overdue: figure(sweep.overdue),
  });
  printTable(
    ["sender", "balance", "at the router", "to collect", "nonce"],
    senders.map(({ address, balance, account, toCollect, nonce }) => [
      address,
      ether(balance),
      ether(account),
      ether(toCollect),
      String(nonce),
    ]),
  );
  printTable(
    ["requests", "count"],
    requestStates.map((state) => [state, figure(requests[state] ?? 0)]),
  );
  printTable(
    ["request", "state", "outcome", "fuel used", "charged", "refunded", "reason"],
    latest.map((line) => [
      short(line.id),
      line.state,
      line.outcome ?? "",
      figure(line.fuelUsed),
      ether(line.charged),
      ether(line.refunded),
      line.reason?.code ?? "",
    ]),
  );
}
