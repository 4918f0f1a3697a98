import path from "node:path";
import { fail } from "../protocol/errors.ts";
import type { RouterDomain } from "../protocol/typed-data.ts";
import { limits } from "../runtime/limits.ts";
import { createRuntime, type Runtime } from "../runtime/runtime.ts";
import { ethersChain } from "./adapters/ethers/chain.ts";
import { LineProvider, type RpcProvider } from "./adapters/ethers/provider.ts";
import { keySender } from "./adapters/ethers/sender.ts";
import { keySigner } from "./adapters/ethers/signers.ts";
import { httpArtefactSource } from "./adapters/http/artefact-source.ts";
import { silentLog } from "./adapters/pino/log.ts";
import { EndpointPool } from "./adapters/rpc/pool.ts";
import { runtimeExecutor } from "./adapters/runtime/executor.ts";
import { sqliteLease } from "./adapters/sqlite/lease.ts";
import { isLock, takeLock } from "./adapters/sqlite/lock.ts";
import { openSqliteStore } from "./adapters/sqlite/store.ts";
import { endpointsFrom } from "./domain/endpoint-list.ts";
import type { RelayParts } from "./parts.ts";
import type { Clock, Endpoints, Key, KeyLease, Log, Store } from "./ports.ts";
import type { OnProgress, Progress } from "./progress.ts";
import { Relay } from "./relay.ts";
import { defaultSettings, type RelaySettings } from "./settings.ts";

export interface RelayOptions {
  readonly provider: RpcProvider;
  /** The endpoints behind the provider, if it is one of several. */
  readonly endpoints?: Endpoints;
  /** The router to serve, and the chain that it must be on. */
  readonly domain: RouterDomain;
  /** Keys of operators: those of members sign, and those of their senders and deputies send, each in a lane of its own. */
  readonly wallets: readonly Key[];
  /** File of the store; ":memory:" if left out, which forgets everything at the end. */
  readonly store?: string;
  /**
   * Folder of the keys' leases, which every relay of this machine has to share; without it nothing shows that a store is
   * an old copy, or that another relay signs with the same key.
   */
  readonly leases?: string | undefined;
  readonly settings?: Partial<RelaySettings>;
  /** A runtime to share with others, who close it. */
  readonly runtime?: Runtime;
  readonly log?: Log;
  /** The machine's own if left out. */
  readonly clock?: Clock;
  readonly onProgress?: OnProgress;
  /** Whether a running relay keeps the process alive; true if left out. */
  readonly keepAlive?: boolean;
}

/**
 * Puts a relay together: ethers for the chain, SQLite for the store, the metered runtime for executions.
 *
 * @example
 * const relay = await createRelay({ provider, domain: { chainId, router }, wallets: [operator], store: "relay.db" });
 * await relay.start();
 * // …
 * await relay.stop();
 * @throws ALT_RELAY_STORE_IN_USE, ALT_RELAY_STORE_FOREIGN, ALT_RELAY_STORE_NEWER
 */
export async function createRelay(options: RelayOptions): Promise<Relay> {
  return new Relay(await relayParts(options));
}

/** What `createRelay` puts a relay together from, for whoever has to stand between the parts. */
export async function relayParts(options: RelayOptions): Promise<RelayParts> {
  const { provider, domain, wallets, keepAlive = true, log = silentLog, clock = { now: Date.now } } = options;
  const settings = { ...defaultSettings, ...options.settings };
  const store = await lockedStore(options.store ?? ":memory:", domain, clock);
  return {
    settings,
    keepAlive,
    log,
    emit: emitter(log, options.onProgress),
    clock,
    chain: ethersChain(provider, domain, options.endpoints),
    artefacts: httpArtefactSource({ ...settings, maxBytes: limits.artefactBytes }),
    signers: wallets.map((key) => keySigner(key, domain)),
    leases: leasesOf(options),
    senders: wallets.map((key) => keySender(key, provider, domain)),
    executor: executorOf(options, settings),
    store,
  };
}

/** What a relay over RPC is made with; whoever opened it closes it. */
export interface RpcConnection extends Required<Pick<RelayOptions, "provider" | "endpoints">> {
  close(): void;
}

/**
 * A provider over RPC endpoints, as `endpointsFrom` reads their list.
 *
 * @example
 * const rpc = connectRpc("https://a.example weight=3, wss://b.example", 1n, settingsFor(1n), log);
 * const relay = await createRelay({ ...rpc, domain, wallets });
 * // …
 * rpc.close();
 * @throws ALT_RELAY_RPC_LIST_INVALID
 */
export function connectRpc(
  list: string,
  chainId: bigint,
  settings: Pick<RelaySettings, "timeoutMs" | "rpc">,
  log: Log = silentLog,
): RpcConnection {
  const endpoints = new EndpointPool(endpointsFrom(list), chainId, { settings, log });
  const provider = new LineProvider(endpoints, chainId);
  return {
    provider,
    endpoints,
    close: () => {
      provider.destroy();
      endpoints.close();
    },
  };
}

/** One relay at a time works with a store; whoever only looks at it need not wait. */
async function lockedStore(file: string, domain: RouterDomain, clock: Clock): Promise<Store> {
  if (file === ":memory:") return openSqliteStore(file, domain);
  const lock = takeLock(`${path.resolve(file)}.lock`, clock.now());
  if (!isLock(lock)) {
    const { pid, host, since } = lock;
    throw fail("ALT_RELAY_STORE_IN_USE", { file, pid, host, since: new Date(since).toISOString() });
  }
  try {
    const store = await openSqliteStore(file, domain);
    const close = async () => {
      await store.close();
      lock.close();
    };
    return { ...store, close };
  } catch (error) {
    lock.close();
    throw error;
  }
}

function leasesOf({ leases, wallets, domain }: RelayOptions): KeyLease[] {
  return leases === undefined ? [] : wallets.map(({ address }) => sqliteLease(leases, domain, address));
}

function executorOf({ runtime }: RelayOptions, { concurrency }: RelaySettings) {
  if (runtime) return runtimeExecutor(runtime, { shared: true });
  return runtimeExecutor(createRuntime({ workers: concurrency }));
}

/** A listener that throws holds nothing up. */
function emitter(log: Log, listener: OnProgress | undefined): OnProgress {
  return (progress: Progress) => {
    try {
      listener?.(progress);
    } catch {
      log.error({ type: progress.type }, "a progress listener failed");
    }
  };
}
