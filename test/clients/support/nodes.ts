import { JsonRpcProvider, type Signer } from "ethers";
import { network } from "hardhat";
import { startAnvil } from "../../helpers/anvil.ts";

/** A chain to speak with. Each puts a revert's data at another place of its errors. */
export interface TestNode {
  readonly signer: Signer;
  close(): Promise<void>;
}

/** Hardhat's simulated network in this process. */
async function simulated(): Promise<TestNode> {
  const connection = await network.create();
  const [signer] = await connection.ethers.getSigners();
  if (signer === undefined) throw new Error("no account");
  return { signer, close: () => connection.close() };
}

/** What `npx hardhat node` serves, over HTTP. */
async function hardhatNode(): Promise<TestNode> {
  const server = await network.createServer("default", "127.0.0.1", 0);
  const { address, port } = await server.listen();
  return overHttp(`http://${address}:${port}`, () => server.close());
}

async function anvil(): Promise<TestNode> {
  const { url, stop } = await startAnvil();
  return overHttp(url, stop);
}

async function overHttp(url: string, stop: () => Promise<void>): Promise<TestNode> {
  const provider = new JsonRpcProvider(url, undefined, {
    staticNetwork: true,
    batchMaxCount: 1,
    pollingInterval: 10,
  });
  const signer = await provider.getSigner();
  return {
    signer,
    close: async () => {
      provider.destroy();
      await stop();
    },
  };
}

export const testNodes = {
  "the simulated network": simulated,
  "Hardhat's node": hardhatNode,
  anvil,
} as const satisfies Record<string, () => Promise<TestNode>>;
