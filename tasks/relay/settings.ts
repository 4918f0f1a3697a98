import { type Environment, integerFrom, tokensFrom } from "../../deploy/environment.ts";
import { type RelaySettings, settingsFor } from "../../relay/settings.ts";

/** How a relay works on a chain, as `env` has it (see .env.example). @throws ALT_DEPLOY_SETTING_INVALID */
export function relaySettingsFor(chainId: bigint, env: Environment = process.env): RelaySettings {
  const preset = settingsFor(chainId);
  const { batch, expiry } = preset;
  return {
    ...preset,
    batch: { ...batch, waitMs: integerFrom(env, "ALTHING_BATCH_WAIT_MS", batch.waitMs, { most: 60_000 }) },
    expiry: { ...expiry, maxWeiPerDay: tokensFrom(env, "ALTHING_EXPIRY_BUDGET", expiry.maxWeiPerDay) },
  };
}
