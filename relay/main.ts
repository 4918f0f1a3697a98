import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { findAlthingError } from "../protocol/errors.ts";
import type { RouterDomain } from "../protocol/typed-data.ts";
import { type HttpAddress, httpService, listen } from "./adapters/http/service.ts";
import { relayMetrics } from "./adapters/metrics/metrics.ts";
import { type LogLevel, pinoLog } from "./adapters/pino/log.ts";
import { connectRpc, createRelay } from "./compose.ts";
import { reasonOf } from "./domain/retry.ts";
import { endsWithin } from "./pause.ts";
import type { Endpoints, Key, Log } from "./ports.ts";
import type { OnProgress } from "./progress.ts";
import type { Relay } from "./relay.ts";
import { type RelaySettings, settingsFor } from "./settings.ts";

export interface ServiceOptions {
  /** URLs of RPC endpoints, as `endpointsFrom` reads them. */
  readonly rpcUrls: string;
  readonly domain: RouterDomain;
  readonly keys: readonly Key[];
  /** File of the store; its folder is made. */
  readonly store: string;
  /** Folder of the keys' leases. */
  readonly leases?: string | undefined;
  readonly settings?: Partial<RelaySettings>;
  /** Log lines as JSON. */
  readonly json?: boolean;
  readonly level?: LogLevel;
  /** Where the HTTP service listens; there is none if left out. */
  readonly http?: HttpAddress | undefined;
  /** What allows changes over HTTP; nobody may make any if left out. */
  readonly httpToken?: string | undefined;
  /** Whether traces are sent where OpenTelemetry's variables in the environment say. */
  readonly traces?: boolean;
}

/**
 * Runs a relay until SIGINT or SIGTERM, then stops it cleanly; a second signal ends the process at once.
 * @throws ALT_RELAY_WRONG_CHAIN, ALT_RELAY_NO_ROUTER, ALT_RELAY_NOT_MEMBER, ALT_RELAY_STORE_FOREIGN, ALT_HTTP_ADDRESS
 */
export async function runService(options: ServiceOptions): Promise<void> {
  const { rpcUrls, domain, keys, store, leases, json = false, level = "info" } = options;
  const settings = { ...settingsFor(domain.chainId), ...options.settings };
  const log = pinoLog({ json, level });
  mkdirSync(dirname(store), { recursive: true });
  const rpc = connectRpc(rpcUrls, domain.chainId, settings, log);
  const listeners: OnProgress[] = [];
  const onProgress: OnProgress = (progress) => {
    for (const listener of listeners) listener(progress);
  };
  const relay = await createRelay({
    ...rpc,
    domain,
    wallets: keys,
    store,
    leases,
    settings,
    log,
    onProgress,
  });
  const stopListening = onSignal(log, () => relay.stop());
  let closeHttp = async () => {};
  let closeTraces = async () => {};
  try {
    log.info(
      { router: domain.router, chainId: domain.chainId, endpoints: namesOf(rpc.endpoints), store },
      "relay starts",
    );
    if (options.traces) closeTraces = await sendTraces(log, listeners);
    if (options.http)
      closeHttp = await serve(relay, { ...options, http: options.http, settings, log, listeners });
    await relay.start();
    await relay.ended;
  } catch (error) {
    // A signal came before it had started.
    if (findAlthingError(error)?.code !== "ALT_RELAY_STOPPED") throw error;
  } finally {
    stopListening();
    await relay.stop();
    await Promise.all([closeHttp(), closeTraces()]);
    rpc.close();
  }
}

function namesOf(endpoints: Endpoints): string {
  return endpoints
    .endpoints()
    .map(({ name }) => name)
    .join(", ");
}

interface Serving {
  readonly http: HttpAddress;
  readonly httpToken?: string | undefined;
  readonly settings: RelaySettings;
  readonly log: Log;
  readonly listeners: OnProgress[];
}

/** Starts the HTTP service, which answers from before the relay's start until after its end. */
async function serve(relay: Relay, { http, httpToken, settings, log, listeners }: Serving) {
  const { maxBlocksBehind } = settings;
  const status = () => relay.status();
  const metrics = relayMetrics({ status, maxBlocksBehind, clock: { now: Date.now } });
  listeners.push(metrics.onProgress);
  const service = await httpService({ served: relay, metrics, maxBlocksBehind, log, token: httpToken });
  const url = await listen(service, http);
  log.info({ address: url, changes: httpToken ? "with the token" : "by nobody" }, "HTTP service listens");
  return () => service.close();
}

/** Milliseconds that the last spans have to reach their collector. */
const TRACES_MS = 2_000;

/** OpenTelemetry is loaded only where it is used. */
async function sendTraces(log: Log, listeners: OnProgress[]): Promise<() => Promise<void>> {
  const { otlpTracing } = await import("./adapters/tracing/tracing.ts");
  const tracing = otlpTracing({ now: Date.now });
  listeners.push(tracing.onProgress);
  return async () => {
    const closed = tracing.close().catch((error: unknown) => log.warn(reasonOf(error), "spans were lost"));
    if (!(await endsWithin(closed, TRACES_MS))) log.warn({}, "the collector of traces does not answer");
  };
}

/** What runs on after the relay has stopped, such as a call that no endpoint answers, holds the process up no longer. */
const LINGER_MS = 1_000;

function onSignal(log: Log, stop: () => Promise<void>): () => void {
  const off = () => process.off("SIGINT", first).off("SIGTERM", first);
  const first = (signal: NodeJS.Signals) => {
    // The next signal, of either kind, does what it does by itself: it ends the process.
    off();
    log.info({ signal }, "relay stops");
    void stop().then(() => setTimeout(() => process.exit(0), LINGER_MS).unref());
  };
  process.on("SIGINT", first).on("SIGTERM", first);
  return off;
}
