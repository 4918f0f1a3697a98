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
import { type Connection, deployContract } from "../chain.ts";
import { artifactIn } from "../compile.ts";
import { fund } from "../gas/althing/deployment.ts";
import { compileContracts } from "../gas/compile.ts";
import { accountsOf } from "../gas/system.ts";
import type { Account } from "./supply.ts";

const DOUBLE = fileURLToPath(new URL("../sample/double.ts", import.meta.url));
/**
 * Without these anvil gets slower with each block, until it takes ten times as long as at first. It would write the states of
 * all blocks to disk; and from Prague on each block is one more storage slot (EIP-2935), all of which it hashes for
 * each block's state root.
 */
const STEADY = ["--prune-history", "100", "--hardfork", "cancun"];

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
  const node = await startNode("anvil", undefined, ["--ipc", socket, ...STEADY]);
  const env = {
    ALTHING_LOCALHOST_URL: node.url,
    ALTHING_DEPLOYMENTS: path.join(folder, "deployments"),
    // As an operator has it whose node is on the same machine.
    ALTHING_RPC_URLS: socket,
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
