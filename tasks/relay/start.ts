import { relayKeys } from "../../relay/keys.ts";
import { runService } from "../../relay/main.ts";
import { action } from "../shared/action.ts";
import { leasesFolder, relaySettingsFor, serviceSettings } from "./settings.ts";
import { connectThrough, domainOf, endpointsOf, type RelayArguments, storeFile } from "./shared.ts";

interface StartArguments extends RelayArguments {
  readonly keyEnv: string;
  readonly keystore: string | undefined;
  readonly passwordEnv: string;
  readonly http: string | undefined;
}

export default action<StartArguments>(async (args, hre) => {
  const { connection, addresses } = await connectThrough(hre, args);
  const settings = { ...relaySettingsFor(addresses.chainId), startBlock: addresses.fromBlock ?? 0 };
  await runService({
    keys: await relayKeys(args, addresses.chainId, settings.timeoutMs),
    rpcUrls: await endpointsOf(connection, args.rpcUrl),
    domain: domainOf(addresses),
    store: storeFile(connection, args.store),
    leases: leasesFolder(addresses.chainId),
    settings,
    ...serviceSettings(args.http),
    json: args.json,
  });
});
