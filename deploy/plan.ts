import { cpSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { toQuantity } from "ethers";
import type { NetworkConnection } from "hardhat/types/network";
import { deploymentFolder } from "./address-book.ts";
import { chainIdOf, type Rpc } from "./chain.ts";
import { isInProcess } from "./find.ts";
import { isGone } from "./freshness.ts";
import { type Effects, type GrantedRole, type MovedTokens, readEffects } from "./plan-effects.ts";
import { checkTarget, execute } from "./run.ts";
import type { DeploySettings } from "./settings.ts";

/** One transaction that a deploy would send. */
export interface PlannedStep {
  /** The contract, or the call, e.g. `AlthingToken` or `Treasury.appoint`. */
  readonly name: string;
  /** Of a contract: where it would be. */
  readonly address?: string;
  readonly gas: bigint;
}

/** What a deploy would do now. Amounts are wei and smallest units. */
export interface DeploymentPlan {
  readonly chainId: bigint;
  readonly deployer: string;
  readonly balance: bigint;
  readonly steps: readonly PlannedStep[];
  readonly grants: readonly GrantedRole[];
  readonly tokens: readonly MovedTokens[];
  readonly gas: bigint;
  /** Of the moment. */
  readonly gasPrice: bigint;
  readonly cost: bigint;
}

/** Makes a chain in this process that begins as another stands. */
export type ForkChain = (target: NetworkConnection<string>) => Promise<NetworkConnection<string>>;

/** Enough for any deploy: whether the deployer can pay is for the plan's reader to see. */
const PLENTY = toQuantity(10n ** 24n);

/**
 * Tries a deploy out on a copy of the chain, with a copy of what an earlier run left, and tells what it did there.
 * Nothing is sent to the chain itself. Throws as `deployAlthing` does.
 */
export async function planDeployment(
  connection: NetworkConnection<string>,
  settings: DeploySettings,
  forkChain: ForkChain,
): Promise<DeploymentPlan> {
  const { accounts, chainId } = await checkTarget(connection, settings);
  const { provider } = connection;
  const deployer = accounts[0] ?? "";
  const fork = await forkChain(connection);
  const folder = await copyOfJournal(connection);
  try {
    await fork.provider.request({ method: "hardhat_impersonateAccount", params: [deployer] });
    await fork.provider.request({ method: "hardhat_setBalance", params: [deployer, PLENTY] });
    await matchNonce(provider, fork.provider, deployer);
    const target = { connection: fork, isLocal: true, accounts, folder, progress: () => {} };
    const { result, sentBy } = await execute(target, settings);
    const effects = await readEffects(fork.provider, sentBy, result);
    const gasPrice = await quantity(provider, "eth_gasPrice");
    const balance = await quantity(provider, "eth_getBalance", [deployer, "latest"]);
    return { chainId, deployer, balance, gasPrice, ...summed(effects, gasPrice) };
  } finally {
    await fork.close();
    if (folder !== undefined) rmSync(folder, { recursive: true });
  }
}

/** Addresses of contracts come of it. A copy has it already, a chain that began anew has not. */
async function matchNonce(chain: Rpc, copy: Rpc, account: string): Promise<void> {
  const nonce = await quantity(chain, "eth_getTransactionCount", [account, "latest"]);
  if (nonce > (await quantity(copy, "eth_getTransactionCount", [account, "latest"])))
    await copy.request({ method: "hardhat_setNonce", params: [account, toQuantity(nonce)] });
}

function summed(effects: Effects, gasPrice: bigint) {
  const gas = effects.steps.reduce((sum, step) => sum + step.gas, 0n);
  return { ...effects, gas, cost: gas * gasPrice };
}

async function quantity(rpc: Rpc, method: string, params: unknown[] = []): Promise<bigint> {
  return BigInt((await rpc.request({ method, params })) as string);
}

/** A run on the copy must not touch the journal of the chain itself; that of a chain that is gone counts for nothing. */
async function copyOfJournal(connection: NetworkConnection<string>): Promise<string | undefined> {
  if (isInProcess(connection)) return undefined;
  const { provider: rpc, networkName: network } = connection;
  const folder = deploymentFolder(network);
  const copy = mkdtempSync(path.join(tmpdir(), "althing-plan-"));
  const place = { rpc, folder, network, chainId: await chainIdOf(rpc) };
  if (existsSync(folder) && !(await isGone(place))) cpSync(folder, copy, { recursive: true });
  return copy;
}
