import { homedir } from "node:os";
import path from "node:path";
import { choiceFrom, type Environment, integerFrom, tokensFrom } from "../../deploy/environment.ts";
import { fail } from "../../protocol/errors.ts";
import { LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import type { ServiceOptions } from "../../relay/main.ts";
import { type RelaySettings, settingsFor } from "../../relay/settings.ts";

/** How a relay works on a chain, as `env` has it (see .env.example). @throws ALT_DEPLOY_SETTING_INVALID */
export function relaySettingsFor(chainId: bigint, env: Environment = process.env): RelaySettings {
  const preset = settingsFor(chainId);
  const { batch, expiry } = preset;
  return {
    ...preset,
    finalityDepth: integerFrom(env, "ALTHING_FINALITY_DEPTH", preset.finalityDepth, { most: 10_000 }),
    stopTimeoutMs:
      1_000 * integerFrom(env, "ALTHING_STOP_TIMEOUT_S", preset.stopTimeoutMs / 1_000, { most: 3_600 }),
    cancelAfterMs:
      1_000 * integerFrom(env, "ALTHING_CANCEL_AFTER_S", preset.cancelAfterMs / 1_000, { most: 86_400 }),
    maxGasPrice: BigInt(integerFrom(env, "ALTHING_MAX_GAS_PRICE", Number(preset.maxGasPrice), { least: 1 })),
    queue: integerFrom(env, "ALTHING_QUEUE", preset.queue, { least: 1, most: 1_000_000 }),
    batch: { ...batch, waitMs: integerFrom(env, "ALTHING_BATCH_WAIT_MS", batch.waitMs, { most: 60_000 }) },
    expiry: { ...expiry, maxWeiPerDay: tokensFrom(env, "ALTHING_EXPIRY_BUDGET", expiry.maxWeiPerDay) },
  };
}

/**
 * Where the leases of keys are. On a local chain, whose keys everybody knows and whose blocks come and go, there are none
 * unless they are asked for.
 */
export function leasesFolder(chainId: bigint, env: Environment = process.env): string | undefined {
  const named = env.ALTHING_LEASES?.trim();
  if (named) return path.resolve(named);
  if (chainId === LOCAL_CHAIN_ID) return undefined;
  const state = env.XDG_STATE_HOME?.trim() || path.join(homedir(), ".local/state");
  return path.join(state, "althing/leases");
}

/** How a relay's process shows itself: where it listens for HTTP, and what it logs. @throws ALT_DEPLOY_SETTING_INVALID */
export function serviceSettings(
  httpArgument: string | undefined,
  env: Environment = process.env,
): Pick<ServiceOptions, "http" | "httpToken" | "level" | "traces"> {
  const address = httpArgument ?? env.ALTHING_HTTP?.trim();
  return {
    http: address ? httpAddress(address) : undefined,
    httpToken: tokenFrom(env, "ALTHING_HTTP_TOKEN"),
    level: choiceFrom(env, "ALTHING_LOG_LEVEL", ["info", "debug", "warn", "error", "silent"]),
    traces: Boolean(
      env.OTEL_EXPORTER_OTLP_ENDPOINT?.trim() || env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT?.trim(),
    ),
  };
}

/** `127.0.0.1:8080`, `[::1]:8080`, or a port alone, which is one of this machine only. */
function httpAddress(text: string): { readonly host: string; readonly port: number } {
  const [, host, port] = /^(?:(\[[\da-fA-F:.]+\]|[^\s:[\]]+):)?(\d{1,5})$/.exec(text) ?? [];
  if (port !== undefined && Number(port) < 65_536)
    return { host: host?.replace(/[[\]]/g, "") ?? "127.0.0.1", port: Number(port) };
  throw fail("ALT_DEPLOY_SETTING_INVALID", {
    name: "ALTHING_HTTP",
    value: text,
    expected: "an address and a port such as 127.0.0.1:8080",
  });
}

const TOKEN_LENGTH = 16;

/** A token that could be guessed is none. Its text never reaches an error. */
function tokenFrom(env: Environment, name: string): string | undefined {
  const token = env[name]?.trim();
  if (!token) return undefined;
  if (token.length >= TOKEN_LENGTH) return token;
  throw fail("ALT_DEPLOY_SETTING_INVALID", {
    name,
    value: "a secret",
    expected: `a text of ${TOKEN_LENGTH} characters or more`,
  });
}
