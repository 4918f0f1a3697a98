import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import type { Fork } from "../../clients/index.ts";
import type { Rpc } from "../../deploy/chain.ts";
import { chainTime } from "../../deploy/chain.ts";
import type { Connection } from "./network.ts";
import { advanceTo } from "./time.ts";

const HOST = "127.0.0.1";

/** Hardhat's own, which every project has. */
const SIMULATED = "default";

/** What a fork asks of the chain that it is of: reading alone, as the port is open to every process of the machine. */
const READING = /^(eth_get[A-Z]\w*|eth_chainId|eth_blockNumber|net_version)$/;

/** Lets `work` do what it likes on a copy of the chain as it stands, in this process, which is gone afterwards. */
export async function withFork<Value>(
  hre: HardhatRuntimeEnvironment,
  connection: Connection,
  work: (fork: Fork) => Promise<Value>,
): Promise<Value> {
  const source = await serveReads(connection.provider);
  try {
    const fork = await hre.network.create({
      network: SIMULATED,
      override: await copyOf(connection, source.url),
    });
    try {
      await mineFirst(fork.provider, await chainTime(connection.provider));
      return await work(fork.ethers.provider);
    } finally {
      await fork.close();
    }
  } finally {
    source.close();
  }
}

/**
 * Hardhat executes nothing at the block that it forked from, where it knows no hard fork, and the block that it mines
 * next may be older: the first is mined at the time that the chain's own next block would have.
 */
async function mineFirst(rpc: Rpc, head: bigint): Promise<void> {
  const now = BigInt(Math.floor(Date.now() / 1_000));
  await advanceTo(rpc, now > head ? now : head + 1n);
}

async function copyOf({ provider }: Connection, url: string) {
  const head = Number(await provider.request({ method: "eth_blockNumber", params: [] }));
  const chainId = Number(await provider.request({ method: "eth_chainId", params: [] }));
  return { type: "edr-simulated" as const, chainId, accounts: [], forking: { url, blockNumber: head } };
}

/** The chain behind a URL: Hardhat forks from nothing else, and a chain within this process has none. */
async function serveReads(provider: Connection["provider"]) {
  const answer = async ({ id, method, params }: RpcRequest) => {
    try {
      if (!READING.test(method)) throw new Error(`${method} does not read`);
      return { jsonrpc: "2.0", id, result: await provider.request({ method, params }) };
    } catch (error) {
      return { jsonrpc: "2.0", id, error: { code: -32000, message: String(error) } };
    }
  };
  const server = createServer(async (request, response) => {
    const body = JSON.parse(await textOf(request)) as RpcRequest | RpcRequest[];
    const answers = Array.isArray(body) ? await Promise.all(body.map(answer)) : await answer(body);
    response.setHeader("content-type", "application/json").end(JSON.stringify(answers));
  });
  await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://${HOST}:${(server.address() as AddressInfo).port}`, close };
}

interface RpcRequest {
  readonly id: number;
  readonly method: string;
  readonly params: unknown[];
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}
