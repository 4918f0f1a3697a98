import { clientsErrors } from "./error-catalogue/clients.ts";
import { configErrors } from "./error-catalogue/config.ts";
import { daoErrors } from "./error-catalogue/dao.ts";
import { deployErrors } from "./error-catalogue/deploy.ts";
import { functionsErrors } from "./error-catalogue/functions.ts";
import { operatorsErrors } from "./error-catalogue/operators.ts";
import { relayErrors } from "./error-catalogue/relay.ts";
import { relayChainErrors } from "./error-catalogue/relay-chain.ts";
import { relayHttpErrors } from "./error-catalogue/relay-http.ts";
import { relayKeysErrors } from "./error-catalogue/relay-keys.ts";
import { relayStoreErrors } from "./error-catalogue/relay-store.ts";
import { runtimeErrors } from "./error-catalogue/runtime.ts";
import { scriptsErrors } from "./error-catalogue/scripts.ts";
import { tokensErrors } from "./error-catalogue/tokens.ts";

/**
 * Every error that Althing itself raises, an area a file. `docs/errors.md` is generated from this list.
 * Errors of contracts are not here: those are decoded by name from their ABI (see `reverts.ts`).
 */
export const errorCatalogue = {
  ...clientsErrors,
  ...configErrors,
  ...daoErrors,
  ...deployErrors,
  ...functionsErrors,
  ...operatorsErrors,
  ...relayErrors,
  ...relayChainErrors,
  ...relayHttpErrors,
  ...relayKeysErrors,
  ...relayStoreErrors,
  ...runtimeErrors,
  ...scriptsErrors,
  ...tokensErrors,
} as const;

export type ErrorCode = keyof typeof errorCatalogue;
