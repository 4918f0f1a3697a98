// A relay in a process of its own, which ends itself by SIGKILL at the step it is told to, if at any.

import { developmentWallets } from "../../protocol/local-chain.ts";
import { connectRpc, createRelay } from "../../relay/compose.ts";
import type { Log } from "../../relay/ports.ts";
import { settingsFor } from "../../relay/settings.ts";

const { RPC_URL = "", ROUTER = "", STORE = "", CRASH_AT } = process.env;

function crashAt(step: string): void {
  if (step === CRASH_AT) process.kill(process.pid, "SIGKILL");
}

const atMessage = (_fields: object, message: string) => crashAt(message);
const log: Log = { debug: atMessage, info: atMessage, warn: atMessage, error: atMessage };

const chainId = 31_337n;
const settings = { ...settingsFor(chainId), timeoutMs: 5_000 };
const rpc = connectRpc(RPC_URL, chainId, settings);
const relay = await createRelay({
  ...rpc,
  domain: { chainId, router: ROUTER },
  wallets: developmentWallets(),
  store: STORE,
  settings,
  log,
  onProgress: ({ type }) => crashAt(type),
});
process.once("SIGTERM", async () => {
  await relay.stop();
  rpc.close();
});
await relay.start();
process.send?.("started");
process.disconnect?.();
