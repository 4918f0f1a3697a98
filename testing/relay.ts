import type { NetworkConnection } from "hardhat/types/network";
import type { AddressBook } from "../clients/address-book.ts";
import { fail } from "../protocol/errors.ts";
import { developmentWallets, LOCAL_CHAIN_ID } from "../protocol/local-chain.ts";
import { createRelay, type RelayOptions } from "../relay/compose.ts";
import { pendingStates, type RequestState } from "../relay/domain/request.ts";
import type { Progress } from "../relay/progress.ts";
import type { Relay } from "../relay/relay.ts";
import { localSettings, type RelaySettings } from "../relay/settings.ts";
import type { StoredRequest } from "../relay/store-records.ts";
import { sharedRuntime } from "./runtime.ts";
import { type SettledRequest, settledRequest } from "./settled-request.ts";

export type { SettledRequest };

export interface TestRelayOptions
  extends Pick<RelayOptions, "clock" | "leases" | "log" | "onProgress" | "store" | "wallets"> {
  readonly settings?: Partial<RelaySettings>;
}

/** A relay in a test's own process. */
export interface TestRelay {
  readonly relay: Relay;
  /**
   * Waits until every request made so far has ended, and returns those that ended since the last call, in the order in
   * which they were made.
   * @throws ALT_RELAY_REQUEST_DECLINED, ALT_RELAY_REQUEST_PARKED, ALT_RELAY_SETTLE_TIMEOUT
   */
  settle(timeoutMs?: number): Promise<SettledRequest[]>;
  stop(): Promise<void>;
}

/** Polling an in-process chain costs microseconds. */
const testSettings: Partial<RelaySettings> = { ...localSettings, pollIntervalMs: 3, concurrency: 1 };

/**
 * Starts the whole relay (watch, execute metered, sign, submit) on a connection, in this process. It survives
 * `loadFixture` and `snapshot.restore`, and keeps no process alive that forgets to stop it. On a local chain it
 * serves as every operator whose key is one of the node's well-known accounts; elsewhere give it `wallets`.
 *
 * @example
 * const relay = await startRelay(connection, addresses);
 * await consumer.ask();
 * const [request] = await relay.settle();
 * await relay.stop();
 */
export async function startRelay(
  connection: NetworkConnection,
  addresses: Pick<AddressBook, "chainId" | "router">,
  options: Partial<TestRelayOptions> = {},
): Promise<TestRelay> {
  const { chainId, router } = addresses;
  const returned = new Set<string>();
  const relay = await createRelay({
    wallets: chainId === LOCAL_CHAIN_ID ? developmentWallets() : [],
    ...options,
    provider: connection.ethers.provider,
    domain: { chainId, router },
    runtime: sharedRuntime(),
    keepAlive: false,
    settings: { ...testSettings, ...options.settings },
    onProgress: (progress) => {
      forget(returned, progress);
      options.onProgress?.(progress);
    },
  });
  await relay.start();
  return {
    relay,
    stop: () => relay.stop(),
    settle: (timeoutMs = 20_000) => settle(relay, returned, timeoutMs),
  };
}

/** What a restored snapshot undid can end again. */
function forget(returned: Set<string>, progress: Progress): void {
  if (progress.type === "withdrawn" || progress.type === "reopened") returned.delete(progress.id);
}

async function settle(relay: Relay, returned: Set<string>, timeoutMs: number): Promise<SettledRequest[]> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const head = await relay.upToDate();
    const open = await relay.requests({ states: OPEN });
    if (head && open.length === 0) return collect(relay, returned);
    if (head) refuse(open, head.timestamp);
    if (Date.now() > deadline) throw timeout(open, timeoutMs);
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

const OPEN: readonly RequestState[] = [...pendingStates, "declined", "parked"];

/** A request that was given up is worth waiting for only once its deadline has passed: then it expires. */
function refuse(open: readonly StoredRequest[], timestamp: bigint): void {
  for (const { id, state, reason, header } of open) {
    if (timestamp > header.deadline) continue;
    const text = reason ? `${reason.message} (${reason.code})` : "no reason is known";
    if (state === "declined") throw fail("ALT_RELAY_REQUEST_DECLINED", { id, reason: text });
    if (state === "parked") throw fail("ALT_RELAY_REQUEST_PARKED", { id, reason: text });
  }
}

async function collect(relay: Relay, returned: Set<string>): Promise<SettledRequest[]> {
  const ended = await relay.requests({ states: ["settled", "expired"] });
  const fresh = ended.filter(({ id }) => !returned.has(id)).reverse();
  for (const { id } of fresh) returned.add(id);
  return fresh.map(settledRequest);
}

function timeout(open: readonly StoredRequest[], milliseconds: number): Error {
  const requests = open.map(
    ({ id, state, reason }) => `${id} is ${state}${reason ? ` (${reason.message})` : ""}`,
  );
  return fail("ALT_RELAY_SETTLE_TIMEOUT", { milliseconds, requests: requests.join("; ") || "not yet seen" });
}
