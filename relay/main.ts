import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import type { Wallet } from "ethers";
import type { RouterDomain } from "../protocol/typed-data.ts";
import { rpcProvider } from "./adapters/ethers/provider.ts";
import { type LogLevel, pinoLog } from "./adapters/pino/log.ts";
import { createRelay } from "./compose.ts";
import type { Log } from "./ports.ts";
import { type RelaySettings, settingsFor } from "./settings.ts";

export interface ServiceOptions {
  readonly rpcUrl: string;
  readonly domain: RouterDomain;
  readonly wallet: Wallet;
  /** File of the store; its folder is made. */
  readonly store: string;
  readonly settings?: Partial<RelaySettings>;
  /** Log lines as JSON. */
  readonly json?: boolean;
  readonly level?: LogLevel;
}

/**
 * Runs a relay until SIGINT or SIGTERM, then stops it cleanly; a second signal ends the process at once.
 * @throws ALT_RELAY_WRONG_CHAIN, ALT_RELAY_NO_ROUTER, ALT_RELAY_NOT_MEMBER, ALT_RELAY_STORE_FOREIGN
 */
export async function runService(options: ServiceOptions): Promise<void> {
  const { rpcUrl, domain, wallet, store, json = false, level = "info" } = options;
  const settings = { ...settingsFor(domain.chainId), ...options.settings };
  const log = pinoLog({ json, level });
  mkdirSync(dirname(store), { recursive: true });
  const provider = rpcProvider(rpcUrl, domain.chainId, settings.timeoutMs);
  const relay = await createRelay({ provider, domain, wallets: [wallet], store, settings, log });
  const stopListening = onSignal(log, () => relay.stop());
  try {
    log.info(
      { router: domain.router, chainId: domain.chainId, endpoint: new URL(rpcUrl).host, store },
      "relay starts",
    );
    await relay.start();
    await relay.ended;
  } finally {
    stopListening();
    await relay.stop();
    provider.destroy();
  }
}

function onSignal(log: Log, stop: () => Promise<void>): () => void {
  const stopOnce = (signal: NodeJS.Signals) => {
    log.info({ signal }, "relay stops");
    void stop();
  };
  process.once("SIGINT", stopOnce).once("SIGTERM", stopOnce);
  return () => process.off("SIGINT", stopOnce).off("SIGTERM", stopOnce);
}
