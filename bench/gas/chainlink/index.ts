// Chainlink Functions: the contracts that its toolkit carries compiled, with operators that sign by OCR2.

import { createRequire } from "node:module";
import { AbiCoder, type Contract, computeAddress, id } from "ethers";
import { faultsOf } from "../../../protocol/quorum.ts";
import { type Connection, deployContract, eventIn, send } from "../../chain.ts";
import type { Artifact } from "../../compile.ts";
import { operatorKeys } from "../operators.ts";
import { accountsOf, type Contestant, type System } from "../system.ts";
import { type Announced, announced, encodeReport, signedReport } from "./report.ts";
import { requestData } from "./request.ts";
import * as settings from "./settings.ts";

/** `artifact` is that of ChainlinkConsumer.sol. */
export function chainlink(artifact: Artifact): Contestant {
  return {
    name: "Chainlink Functions",
    // OCR2 wants to bear at least one faulty member.
    fewestOperators: 4,
    deploy: (connection, operators) => deploySystem(connection, artifact, operators),
  };
}

async function deploySystem(connection: Connection, artifact: Artifact, operators: number): Promise<System> {
  const keys = operatorKeys(operators);
  const { submitter } = await accountsOf(connection);
  const { link, router, coordinator } = await deployOracle(connection);
  const digest = await configure(coordinator, keys.map(computeAddress), submitter.address);
  const consumer = await deployConsumer(connection, artifact, { link, router });
  let open: Announced[] = [];
  let number = 0;
  return {
    consumer,
    async request() {
      const receipt = await send(consumer, "ask", [requestData()]);
      open.push(announced(coordinator, receipt));
      return Number(receipt.gasUsed);
    },
    async fulfil(results) {
      const args = signedReport(keys, digest, ++number, encodeReport(open, results));
      open = [];
      return Number((await send(coordinator, "transmit", args, submitter)).gasUsed);
    },
  };
}

async function deployOracle(connection: Connection) {
  const deploy = (name: string, ...args: unknown[]) => deployContract(connection, artifactOf(name), ...args);
  const link = await deploy("LinkToken");
  const linkInWei = await deploy("MockV3Aggregator", 18, settings.LINK_IN_WEI);
  const linkInUsd = await deploy("MockV3Aggregator", 8, settings.LINK_IN_USD);
  const router = await deploy("FunctionsRouter", link, settings.ROUTER);
  const coordinator = await deploy(
    "FunctionsCoordinator",
    router,
    settings.COORDINATOR,
    linkInWei,
    linkInUsd,
  );
  const allowList = await deploy("TermsOfServiceAllowList", settings.ALLOW_LIST, [], []);
  await send(router, "setAllowListId", [settings.ALLOW_LIST_ID]);
  await send(router, "proposeContractsUpdate", [
    [settings.ALLOW_LIST_ID, settings.DON_ID],
    [allowList.target, coordinator.target],
  ]);
  await send(router, "updateContracts", []);
  return { link, router, coordinator };
}

/** Sets the operators, of whom `submitter` alone sends. Resolves to the configuration's digest. */
async function configure(coordinator: Contract, signers: string[], submitter: string): Promise<string> {
  const transmitters = signers.map((_, place) =>
    place === 0 ? submitter : computeAddress(id(`sender ${place}`)),
  );
  await send(coordinator, "setDONPublicKey", [settings.PUBLIC_KEY]);
  await send(coordinator, "setThresholdPublicKey", [settings.PUBLIC_KEY]);
  const faults = faultsOf(signers.length);
  const receipt = await send(coordinator, "setConfig", [signers, transmitters, faults, "0x", 1, "0x"]);
  return eventIn(coordinator, receipt, "ConfigSet").configDigest as string;
}

/** A consumer with a subscription of its own that holds LINK, for the network of nodes `donId`. */
export async function deployConsumer(
  connection: Connection,
  artifact: Artifact,
  { link, router, donId = settings.DON_ID }: { link: Contract; router: Contract; donId?: string },
): Promise<Contract> {
  const created = await send(router, "createSubscription", []);
  const { subscriptionId } = eventIn(router, created, "SubscriptionCreated");
  const args = [router, subscriptionId, settings.CALLBACK_GAS, donId];
  const consumer = await deployContract(connection, artifact, ...args);
  await send(router, "addConsumer", [subscriptionId, consumer.target]);
  const forWhom = AbiCoder.defaultAbiCoder().encode(["uint64"], [subscriptionId]);
  await send(link, "transferAndCall", [router.target, settings.DEPOSIT, forWhom]);
  return consumer;
}

/** What the toolkit carries compiled. Its entry would load its client, of whose dependencies none is installed. */
export function artifactOf(name: string): Artifact {
  const sources = createRequire(import.meta.url)(
    "@chainlink/functions-toolkit/dist/v1_contract_sources/index.js",
  );
  return (sources as Record<string, Artifact>)[`${name}Source`] as Artifact;
}
