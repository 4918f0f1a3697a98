import { HardhatArtifactResolver } from "@nomicfoundation/hardhat-ignition/helpers";
import type { SuccessfulDeploymentResult } from "@nomicfoundation/ignition-core";
import type { NetworkConnection } from "hardhat/types/network";
import type { AddressBook } from "../clients/address-book.ts";
import { governorContract, tokenContract } from "../organisation/names.ts";
import { requireAirdropAhead, requireFitForChain, requireSalesAhead } from "../organisation/rules/chain.ts";
import type { Organisation } from "../organisation/schema/organisation.ts";
import { fail } from "../protocol/errors.ts";
import { LOCAL_CHAIN_ID } from "../protocol/local-chain.ts";
import { executionDomain } from "../runtime/domain.ts";
import { deploymentFolder, writeAddressBook } from "./address-book.ts";
import { accountsOf, blockAt, chainIdOf, chainTime, codeAt } from "./chain.ts";
import { isInProcess, rememberDeployment } from "./find.ts";
import { dropIfStale } from "./freshness.ts";
import { functionDraft } from "./function-draft.ts";
import type { FunctionDraft } from "./functions.ts";
import { ROUND_OPENED } from "./funding.ts";
import { runToEnd, sendingSteps } from "./ignition.ts";
import { readJournal } from "./journal.ts";
import { DeployListener, stepName } from "./listener.ts";
import { althingModule } from "./module.ts";
import type { DeployProgress } from "./progress.ts";
import { type DeploySettings, settingsFor } from "./settings.ts";

export interface Deployment {
  readonly addresses: AddressBook;
  /** Every contract that it made, by its name. */
  readonly contracts: Readonly<Record<string, string>>;
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
  const folder = isInProcess(connection) ? undefined : deploymentFolder(network);
  const chosen = settings ?? settingsFor(await chainIdOf(provider));
  const { chainId, accounts } = await checkTarget(connection, chosen);
  if (folder !== undefined) await dropIfStale({ rpc: provider, folder, network, chainId }, progress);
  const head = await blockAt(provider, "latest");
  const isLocal = chainId === LOCAL_CHAIN_ID;
  const target = { connection, isLocal, accounts, folder, progress };
  const { result, sentBy: _, ...outcome } = await execute(target, chosen);
  const origin = folder === undefined ? head?.number : readJournal(folder)?.origin?.blockNumber;
  const addresses = { ...addressesOf(result, chainId, chosen), fromBlock: origin ?? 0 };
  if (folder === undefined) rememberDeployment(connection, addresses);
  else writeAddressBook(folder, addresses);
  return { addresses, contracts: contractsOf(result), folder, ...outcome };
}

/** Sees that a network has an account to deploy with, and that the organisation may be there. */
export async function checkTarget(connection: NetworkConnection<string>, { organisation }: DeploySettings) {
  const { provider } = connection;
  const chainId = await chainIdOf(provider);
  const accounts = await requireAccounts(connection);
  await requireFitForChain(organisation, { chainId, codeAt: (account) => codeAt(provider, account) });
  return { chainId, accounts };
}

interface Target {
  readonly connection: NetworkConnection<string>;
  /** Whether a block is final at once. */
  readonly isLocal: boolean;
  readonly accounts: string[];
  readonly folder: string | undefined;
  readonly progress: DeployProgress;
}

/** Runs the settings' steps; what a folder's journal has done is done. */
export async function execute(
  { connection, isLocal, accounts, folder, progress }: Target,
  settings: DeploySettings,
) {
  const module = await moduleOf(settings);
  const artifacts = await artifactResolver();
  const done = folder === undefined ? undefined : readJournal(folder)?.done;
  requireAhead(settings.organisation, done ?? [], await chainTime(connection.provider));
  const steps = sendingSteps(module);
  const listener = new DeployListener(progress, steps, done ?? []);
  progress({ kind: "started", steps: steps.length, resumed: done !== undefined });
  const common = { artifacts, isLocal };
  const { provider } = connection;
  const result = await runToEnd(
    { connection, module, accounts, folder, listener, ...common },
    folder === undefined ? undefined : { folder, provider, progress, ...common },
  );
  return { result, transactions: listener.sent, sentBy: listener.sentBy, resumed: done !== undefined };
}

/** Airdrops and sales that are still to be made need a time to come; those of a deploy that is done may have ended since. */
function requireAhead(organisation: Organisation, done: readonly string[], now: bigint): void {
  const isDone = (name: string) => done.some((step) => stepName(step) === name);
  if (!isDone(ROUND_OPENED)) requireAirdropAhead(organisation, now);
  requireSalesAhead(
    organisation.collections.filter(({ contract }) => !isDone(contract)),
    now,
  );
}

/** What Ignition runs: the settings as steps, with the functions that they name. */
async function moduleOf(settings: DeploySettings) {
  const sources = settings.organisation.collections.flatMap(({ metadata }) =>
    metadata.kind === "traits" ? metadata.function : [],
  );
  const drafts = new Map<string, FunctionDraft>();
  for (const source of sources) drafts.set(source, await functionDraft(source));
  return althingModule({ settings, drafts, executionDomain: await executionDomain() });
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

function addressesOf(
  result: SuccessfulDeploymentResult,
  chainId: bigint,
  { organisation }: DeploySettings,
): AddressBook {
  const at = contractsOf(result);
  const find = (name: string): string => {
    if (at[name] === undefined) throw new Error(`the module deploys ${name}, and it is not there`);
    return at[name];
  };
  const names = organisation.collections.map(({ contract }) => contract);
  const optional = {
    token: at[tokenContract(organisation)],
    collection: at[names[0] ?? ""],
    vesting: at.Vesting,
    distributor: at.MerkleDistributor,
    mandates: at.Mandates,
  };
  return {
    chainId,
    treasury: find("Treasury"),
    governor: find(governorContract(organisation)),
    registry: find("FunctionRegistry"),
    operatorSet: find("OperatorSet"),
    router: find("FunctionRouter"),
    directory: find("FunctionDirectory"),
    ...Object.fromEntries(Object.entries(optional).filter(([, address]) => address !== undefined)),
    collections: Object.fromEntries(names.map((name) => [name, find(name)])),
  };
}

/** Addresses of all contracts, by their names. */
function contractsOf({ contracts }: SuccessfulDeploymentResult): Record<string, string> {
  return Object.fromEntries(Object.entries(contracts).map(([id, { address }]) => [stepName(id), address]));
}
