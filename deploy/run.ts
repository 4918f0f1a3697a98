import { HardhatArtifactResolver } from "@nomicfoundation/hardhat-ignition/helpers";
import type { SuccessfulDeploymentResult } from "@nomicfoundation/ignition-core";
import type { NetworkConnection } from "hardhat/types/network";
import type { AddressBook } from "../clients/address-book.ts";
import { fail } from "../protocol/errors.ts";
import { LOCAL_CHAIN_ID } from "../protocol/local-chain.ts";
import { executionDomain } from "../runtime/domain.ts";
import { deploymentFolder, writeAddressBook } from "./address-book.ts";
import { accountsOf, blockAt, chainIdOf } from "./chain.ts";
import { isInProcess, rememberDeployment } from "./find.ts";
import { dropIfStale } from "./freshness.ts";
import { runToEnd, sendingSteps } from "./ignition.ts";
import { readJournal } from "./journal.ts";
import { DeployListener } from "./listener.ts";
import { althingModule } from "./module.ts";
import type { DeployProgress } from "./progress.ts";
import { traitsDraft } from "./sample-function.ts";
import { type DeploySettings, settingsFor } from "./settings.ts";

export interface Deployment {
  readonly addresses: AddressBook;
  /** What draws the collection's tokens; it is not called by clients. */
  readonly renderer: string;
  /** Sent by this run: 0 where everything stood already. */
  readonly transactions: number;
  /** Whether an earlier run had begun it. */
  readonly resumed: boolean;
  /** Where journal and address book are; undefined on a network inside this process. */
  readonly folder: string | undefined;
}

/**
 * Deploys Althing on a connection's network, or goes on where an earlier run stopped; where all is done it sends
 * nothing. The contracts must be compiled. The deployer is the network's first account.
 * @param settings Those of the chain (`settingsFor`) if left out.
 * @throws ALT_NETWORK_NO_ACCOUNT, ALT_DEPLOY_CHANGED (other code or settings than what was deployed),
 *   ALT_DEPLOY_STEP_FAILED, ALT_DEPLOY_FUNDS, ALT_DEPLOY_FOREIGN_TRANSACTION, ALT_DEPLOY_OTHER_CHAIN, and what
 *   `settingsFor` throws
 */
export async function deployAlthing(
  connection: NetworkConnection<string>,
  settings?: DeploySettings,
  progress: DeployProgress = () => {},
): Promise<Deployment> {
  const { provider, networkName: network } = connection;
  const chainId = await chainIdOf(provider);
  const folder = isInProcess(connection) ? undefined : deploymentFolder(network);
  const chosen = settings ?? settingsFor(chainId);
  const accounts = await requireAccounts(connection);
  if (folder !== undefined) await dropIfStale({ rpc: provider, folder, network, chainId }, progress);
  const head = await blockAt(provider, "latest");
  const target = { connection, chainId, accounts, folder, progress };
  const { result, ...outcome } = await execute(target, chosen);
  const origin = folder === undefined ? head?.number : readJournal(folder)?.origin?.blockNumber;
  const addresses = { ...addressesOf(result, chainId), fromBlock: origin ?? 0 };
  if (folder === undefined) rememberDeployment(connection, addresses);
  else writeAddressBook(folder, addresses);
  return { addresses, renderer: addressOf(result, "ShieldRenderer"), folder, ...outcome };
}

interface Target {
  readonly connection: NetworkConnection<string>;
  readonly chainId: bigint;
  readonly accounts: string[];
  readonly folder: string | undefined;
  readonly progress: DeployProgress;
}

async function execute(
  { connection, chainId, accounts, folder, progress }: Target,
  settings: DeploySettings,
) {
  const module = await moduleOf(settings);
  const artifacts = await artifactResolver();
  const done = folder === undefined ? undefined : readJournal(folder)?.done;
  const steps = sendingSteps(module);
  const listener = new DeployListener(progress, steps, done ?? []);
  progress({ kind: "started", steps: steps.length, resumed: done !== undefined });
  const common = { artifacts, isLocal: chainId === LOCAL_CHAIN_ID };
  const { provider } = connection;
  const result = await runToEnd(
    { connection, module, accounts, folder, listener, ...common },
    folder === undefined ? undefined : { folder, provider, progress, ...common },
  );
  return { result, transactions: listener.sent, resumed: done !== undefined };
}

async function moduleOf(settings: DeploySettings) {
  const traits = await traitsDraft(settings.traits.royaltyShare);
  return althingModule({ settings, traits, executionDomain: await executionDomain() });
}

/** Of the process's own Hardhat: loading it here would bring one up where this file is only described. */
async function artifactResolver(): Promise<HardhatArtifactResolver> {
  const { artifacts } = await import("hardhat");
  return new HardhatArtifactResolver(artifacts);
}

async function requireAccounts({ provider, networkName }: NetworkConnection<string>): Promise<string[]> {
  const accounts = await accountsOf(provider);
  if (accounts.length === 0) throw fail("ALT_NETWORK_NO_ACCOUNT", { network: networkName });
  return accounts;
}

function addressesOf(result: SuccessfulDeploymentResult, chainId: bigint): AddressBook {
  return {
    chainId,
    token: addressOf(result, "AlthingToken"),
    treasury: addressOf(result, "Treasury"),
    governor: addressOf(result, "AlthingGovernor"),
    collection: addressOf(result, "Collection"),
    registry: addressOf(result, "FunctionRegistry"),
    operatorSet: addressOf(result, "OperatorSet"),
    router: addressOf(result, "FunctionRouter"),
    directory: addressOf(result, "FunctionDirectory"),
  };
}

function addressOf({ contracts }: SuccessfulDeploymentResult, name: string): string {
  const contract = contracts[`Althing#${name}`];
  if (contract === undefined) throw new Error(`the module has no contract ${name}`);
  return contract.address;
}
