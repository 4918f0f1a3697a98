import { existsSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { fail, findAlthingError } from "../../protocol/errors.ts";
import { openSqliteStore } from "../../relay/adapters/sqlite/store.ts";
import { action } from "../shared/action.ts";
import { outputFor } from "../shared/output.ts";
import { relaySettingsFor, serviceSettings } from "./settings.ts";
import { connectThrough, domainOf, type RelayArguments, storeFile } from "./shared.ts";
import { type StatusSources, statusSnapshot } from "./status-snapshot.ts";
import { statusView } from "./status-view.ts";

interface StatusArguments extends RelayArguments {
  readonly http: string | undefined;
  readonly once: boolean;
}

const REFRESH_MS = 1_000;
/** Where nobody looks at a terminal, lines may be long. */
const WIDE = 160;

export default action<StatusArguments>(async (args, hre) => {
  const { connection, addresses } = await connectThrough(hre, args);
  const file = storeFile(connection, args.store);
  if (!existsSync(file)) throw fail("ALT_RELAY_NO_STORE", { file });
  const store = await openSqliteStore(file, domainOf(addresses));
  const settings = relaySettingsFor(addresses.chainId);
  const { http } = serviceSettings(args.http);
  const sources = { connection, addresses, store, file, settings, http };
  try {
    if (process.stdout.isTTY && !args.once && !args.json) return await showLive(sources);
    const status = await statusSnapshot(sources);
    outputFor(args).finish(status, () =>
      console.log(statusView(status, Date.now(), process.stdout.columns ?? WIDE)),
    );
  } finally {
    await store.close();
  }
});

/** Shows the status again and again, in place, until Ctrl-C. */
async function showLive(sources: StatusSources): Promise<void> {
  const { default: logUpdate } = await import("log-update");
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once("SIGINT", stop).once("SIGTERM", stop);
  while (!stopping.signal.aborted) {
    logUpdate(await frameOf(sources));
    await pause(REFRESH_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
  }
  logUpdate.done();
  process.off("SIGINT", stop).off("SIGTERM", stop);
}

/** A moment without an answer ends no live view. */
async function frameOf(sources: StatusSources): Promise<string> {
  const clock = new Date().toTimeString().slice(0, 8);
  try {
    const view = statusView(await statusSnapshot(sources), Date.now(), process.stdout.columns);
    return `${view}\n${clock}, refreshed every second; Ctrl-C ends this view, not the relay`;
  } catch (error) {
    const known = findAlthingError(error);
    return `${clock}, no status: ${known ? `${known.message} (${known.code})` : "the chain or the store does not answer"}`;
  }
}
