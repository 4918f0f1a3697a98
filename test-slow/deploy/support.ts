import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { AddressBook } from "../../clients/address-book.ts";
import { until } from "../../test/helpers/until.ts";
import { rpc } from "../../tools/local-node.ts";
import { type Ended, runHardhat } from "../support/command.ts";

export const DEPLOYER = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
/** What a deploy sends. */
export const TRANSACTIONS = 13;
const STRANGER = "0x70997970C51812dc3A010C7d01b50e0d17dc79C8";

export interface DeployDocument {
  readonly addresses: AddressBook;
  readonly transactions: number;
  readonly resumed: boolean;
}

/** Settings under which `hardhat deploy --network localhost` speaks to `url` and keeps its files apart. */
export function environmentFor(url: string, folder = newFolder()): NodeJS.ProcessEnv {
  return { ALTHING_LOCALHOST_URL: url, ALTHING_DEPLOYMENTS: folder };
}

export function newFolder(): string {
  return mkdtempSync(path.join(tmpdir(), "althing-deploy-"));
}

export const DEPLOY = ["deploy", "--network", "localhost", "--json"];

export async function deploy(env: NodeJS.ProcessEnv): Promise<DeployDocument> {
  return documentOf(await runHardhat(DEPLOY, env));
}

export function documentOf({ status, stdout, stderr }: Ended): DeployDocument {
  if (status !== 0) throw new Error(`deploy ended with ${status}: ${stdout}${stderr}`);
  return JSON.parse(stdout) as DeployDocument;
}

/** How many transactions the deployer has sent. */
export async function deployerNonce(url: string): Promise<number> {
  return Number(await rpc(url, "eth_getTransactionCount", [DEPLOYER, "latest"]));
}

export async function hasCode(url: string, address = ""): Promise<boolean> {
  return (await rpc(url, "eth_getCode", [address, "latest"])) !== "0x";
}

/**
 * A transaction of the deployer's account that the deploy knows nothing of, mined. The node answers before it mines: until
 * then another of the same nonce is no error, and which of the two is mined is chance.
 */
export async function sendForeignTransaction(url: string): Promise<void> {
  const hash = await rpc(url, "eth_sendTransaction", [{ from: DEPLOYER, to: STRANGER, value: "0x1" }]);
  await until(async () => (await rpc(url, "eth_getTransactionReceipt", [hash])) !== null);
}
