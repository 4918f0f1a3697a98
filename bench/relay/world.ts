// A node in a process of its own, with everything deployed on it: a smallest function, and consumers that call it.

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { ZeroAddress } from "ethers";
import hre from "hardhat";
import { deployAlthing } from "../../deploy/run.ts";
import { settingsFor } from "../../deploy/settings.ts";
import { developmentWallets, LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import { publishFunction } from "../../testing/publish.ts";
import { startNode } from "../../tools/local-node.ts";
import { FunctionRouter__factory } from "../../types/index.js";
import { fund } from "../gas/althing/deployment.ts";
import { artifactIn, compileContracts } from "../gas/compile.ts";
import { accountsOf, type Connection, deployContract } from "../gas/system.ts";
import type { Account } from "./supply.ts";

const DOUBLE = fileURLToPath(new URL("../sample/double.ts", import.meta.url));
/** Blocks whose state anvil keeps. By itself it writes them all to disk from some point on, and gets slower and slower. */
const KEPT_STATES = "100";

/** Accounts of the node that ask, of those that anvil funds, beside those that deploy, operate and ring. */
const ASKERS = developmentWallets().slice(2, 6);

export interface World {
  /** The node's local socket. */
  readonly socket: string;
  readonly router: string;
  /** Who asks through which contract. Each consumer pays from an account of its own. */
  readonly accounts: readonly Account[];
  /** Bell.sol. */
  readonly bell: string;
  /** Settings under which commands find node and deployment. */
  readonly env: NodeJS.ProcessEnv;
  /** For what processes leave behind. */
  readonly folder: string;
  close(): Promise<void>;
}

export async function openWorld(): Promise<World> {
  const folder = mkdtempSync(path.join(tmpdir(), "althing-bench-"));
  const socket = path.join(folder, "node.ipc");
  const node = await startNode("anvil", undefined, ["--ipc", socket, "--prune-history", KEPT_STATES]);
  const env = {
    ALTHING_LOCALHOST_URL: node.url,
    ALTHING_DEPLOYMENTS: path.join(folder, "deployments"),
    // The node answers over HTTP; its WebSocket only announces blocks.
    ALTHING_RPC_URLS: `${node.url}, ${node.url.replace("http", "ws")} weight=0`,
    ALTHING_LEASES: path.join(folder, "leases"),
  };
  Object.assign(process.env, env);
  const connection = await hre.network.create<string>({
    network: "localhost",
    override: { url: node.url },
  });
  const close = async () => {
    await connection.close();
    await node.stop();
    rmSync(folder, { recursive: true });
  };
  try {
    return { socket, env, folder, close, ...(await deployAll(connection)) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function deployAll(connection: Connection): Promise<Pick<World, "router" | "accounts" | "bell">> {
  const { addresses } = await deployAlthing(connection, settingsFor(LOCAL_CHAIN_ID, {}));
  const { program } = await publishFunction(connection, addresses, DOUBLE);
  const { owner } = await accountsOf(connection);
  const router = FunctionRouter__factory.connect(addresses.router, owner);
  const artifacts = compileContracts();
  const accounts: Account[] = [];
  for (const { privateKey } of ASKERS) {
    const args = [router, program, ZeroAddress];
    const consumer = await deployContract(connection, artifactIn(artifacts, "AlthingConsumer"), ...args);
    await fund(connection, router, consumer);
    accounts.push({ privateKey, consumer: await consumer.getAddress() });
  }
  const bell = await deployContract(connection, artifactIn(artifacts, "Bell"));
  return { router: addresses.router, accounts, bell: await bell.getAddress() };
}
