import { HardhatError } from "@nomicfoundation/hardhat-errors";
import {
  type ArtifactResolver,
  type DeploymentResult,
  DeploymentResultType,
  deploy,
  FutureType,
  type SuccessfulDeploymentResult,
} from "@nomicfoundation/ignition-core";
import { toQuantity } from "ethers";
import type { NetworkConnection } from "hardhat/types/network";
import { CHECKPOINTS_GAS } from "../clients/support/roomy-runner.ts";
import { fail } from "../protocol/errors.ts";
import type { Rpc } from "./chain.ts";
import { type DeployListener, stepName } from "./listener.ts";
import type { althingModule } from "./module.ts";
import { isNonceTrouble, mendJournal, type Recovery } from "./recovery.ts";

type AlthingModule = ReturnType<typeof althingModule>;

export interface IgnitionRun {
  readonly connection: NetworkConnection<string>;
  readonly module: AlthingModule;
  readonly accounts: string[];
  readonly artifacts: ArtifactResolver;
  /** Where the journal is kept; undefined inside this process, where nothing can be resumed. */
  readonly folder: string | undefined;
  readonly listener: DeployListener;
  /** Whether the chain lives on the developer's machine. */
  readonly isLocal: boolean;
}

/** How often a run is taken up again after a stranger's transaction came between. */
const ATTEMPTS = 8;
/** On a local chain blocks are final at once. Elsewhere Ignition's own figures hold: 5 confirmations, 1 s. */
const LOCAL_CONFIG = { requiredConfirmations: 1, blockPollingInterval: 100 };

const { EXECUTION } = HardhatError.ERRORS.IGNITION;
const FUNDS_ERRORS = [EXECUTION.INSUFFICIENT_FUNDS_FOR_DEPLOY, EXECUTION.INSUFFICIENT_FUNDS_FOR_TRANSFER];
const WAITING_ERRORS = [EXECUTION.WAITING_FOR_CONFIRMATIONS, EXECUTION.WAITING_FOR_NONCE];

/** Ids of the module's steps that send a transaction each. */
export function sendingSteps(module: AlthingModule): string[] {
  const sending = [FutureType.NAMED_ARTIFACT_CONTRACT_DEPLOYMENT, FutureType.CONTRACT_CALL];
  return [...module.futures].filter(({ type }) => sending.includes(type)).map(({ id }) => id);
}

/**
 * Runs the module to its end. A transaction that a stranger sent from the deployer's account meanwhile is recognised,
 * and the run taken up again; see `deployAlthing` for the errors.
 */
export async function runToEnd(
  run: IgnitionRun,
  recovery: Recovery | undefined,
): Promise<SuccessfulDeploymentResult> {
  for (let attempt = 1; ; attempt++) {
    try {
      if (recovery !== undefined) await mendJournal(recovery);
      return requireSuccess(await runOnce(run));
    } catch (error) {
      if (isNonceTrouble(error) && recovery !== undefined && attempt < ATTEMPTS) continue;
      throw explain(error, run);
    }
  }
}

async function runOnce({ connection, module, accounts, artifacts, folder, listener, isLocal }: IgnitionRun) {
  const { maxFeePerGasLimit, maxPriorityFeePerGas } = connection.networkConfig.ignition;
  return await deploy({
    config: isLocal ? LOCAL_CONFIG : {},
    provider: withRoom(connection.provider),
    artifactResolver: artifacts,
    ignitionModule: module,
    deploymentParameters: {},
    accounts,
    executionEventListener: listener.handlers(),
    ...(folder === undefined ? {} : { deploymentDir: folder }),
    ...(maxFeePerGasLimit === undefined ? {} : { maxFeePerGasLimit }),
    ...(maxPriorityFeePerGas === undefined ? {} : { maxPriorityFeePerGas }),
  });
}

/** Unused gas costs nothing, and a transaction that runs out of it the whole deploy. */
function withRoom(provider: Rpc): Rpc {
  return {
    async request(call) {
      const answer = await provider.request(call);
      if (call.method !== "eth_estimateGas") return answer;
      return toQuantity(BigInt(answer as string) + CHECKPOINTS_GAS);
    },
  };
}

function requireSuccess(result: DeploymentResult): SuccessfulDeploymentResult {
  switch (result.type) {
    case DeploymentResultType.SUCCESSFUL_DEPLOYMENT:
      return result;
    case DeploymentResultType.RECONCILIATION_ERROR:
      throw fail("ALT_DEPLOY_CHANGED", firstFault(result.errors));
    case DeploymentResultType.EXECUTION_ERROR:
      throw fail("ALT_DEPLOY_STEP_FAILED", firstFailure(result));
    default:
      throw fail("ALT_DEPLOY_STEP_FAILED", firstFault(result.errors));
  }
}

function firstFault(errors: Readonly<Record<string, readonly string[]>>): { step: string; fault: string } {
  const [step = "", faults = []] = Object.entries(errors)[0] ?? [];
  return { step: stepName(step), fault: faults[0] ?? "unknown" };
}

function firstFailure({ failed, timedOut }: Extract<DeploymentResult, { timedOut: unknown }>) {
  const [failure] = failed;
  if (failure !== undefined) return { step: stepName(failure.futureId), fault: failure.error };
  return { step: stepName(timedOut[0]?.futureId ?? ""), fault: "its transaction was not mined in time" };
}

function explain(error: unknown, { accounts, connection }: IgnitionRun): unknown {
  const sender = accounts[0] ?? "";
  const isOneOf = (descriptors: readonly Parameters<typeof HardhatError.isHardhatError>[1][]) =>
    descriptors.some((descriptor) => HardhatError.isHardhatError(error, descriptor));
  if (
    isOneOf(FUNDS_ERRORS) ||
    (error instanceof Error && /insufficient funds|enough funds/i.test(error.message))
  ) {
    return fail("ALT_DEPLOY_FUNDS", { account: sender, network: connection.networkName }, error);
  }
  if (isOneOf(WAITING_ERRORS) || isNonceTrouble(error)) {
    return fail("ALT_DEPLOY_FOREIGN_TRANSACTION", { sender, fault: (error as Error).message }, error);
  }
  return error;
}
