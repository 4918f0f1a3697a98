import { createServer } from "node:net";
import type { HardhatRuntimeEnvironment } from "hardhat/types/hre";
import { fail } from "../../protocol/errors.ts";
import type { Connection } from "../shared/network.ts";

const HOST = "127.0.0.1";

/** A fresh local chain in this process. */
export interface DemoNode {
  readonly connection: Connection;
  /** Where others reach it; undefined if nobody can. */
  readonly url: string | undefined;
  close(): Promise<void>;
}

export async function openNode(hre: HardhatRuntimeEnvironment): Promise<DemoNode> {
  const connection = await hre.network.create("default");
  return { connection, url: undefined, close: () => connection.close() };
}

/**
 * The chain behind a loopback port, as `localhost`: its deployment is kept in files, so that other commands find it.
 * @throws ALT_DEMO_PORT_IN_USE
 */
export async function serveNode(hre: HardhatRuntimeEnvironment, port: number): Promise<DemoNode> {
  await requireFree(port);
  const server = await hre.network.createServer("default", HOST, port);
  const url = `http://${HOST}:${(await server.listen()).port}`;
  const connection = await hre.network.create({ network: "localhost", override: { url } });
  return {
    connection,
    url,
    close: async () => {
      await connection.close();
      await server.close();
    },
  };
}

/** Hardhat's server would end the process with a stack trace. */
async function requireFree(port: number): Promise<void> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", (error) => reject(fail("ALT_DEMO_PORT_IN_USE", { port }, error)));
    probe.listen(port, HOST, resolve);
  });
  await new Promise((resolve) => probe.close(resolve));
}
