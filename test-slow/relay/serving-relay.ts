// A relay as a service in a process of its own, as `relay start` runs it.

import { localOperatorWallet } from "../../protocol/local-chain.ts";
import { runService } from "../../relay/main.ts";
import { localSettings } from "../../relay/settings.ts";

const { RPC_URL = "", ROUTER = "", STORE = "", HTTP_PORT = "", STOP_TIMEOUT_MS = "", TRACES } = process.env;

await runService({
  keys: [localOperatorWallet()],
  rpcUrls: RPC_URL,
  domain: { chainId: 31_337n, router: ROUTER },
  store: STORE,
  settings: { ...localSettings, stopTimeoutMs: Number(STOP_TIMEOUT_MS) },
  json: true,
  level: "debug",
  http: { host: "127.0.0.1", port: Number(HTTP_PORT) },
  traces: TRACES !== undefined,
});
