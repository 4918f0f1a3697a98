import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import path from "node:path";

const ROOT = path.resolve(import.meta.dirname, "..");
const BIN = path.join(ROOT, "node_modules/.bin");
const HARDHAT = path.join(ROOT, "node_modules/hardhat/dist/src/cli.js");
/** Milliseconds until a node answers. */
const PATIENCE = 30_000;

export type NodeKind = "hardhat" | "anvil";

/** A node of its own process on loopback. */
export interface LocalNode {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts a node on `port`, or on a free one, with further `options` on its command line. */
export async function startNode(
  kind: NodeKind,
  port?: number,
  options: readonly string[] = [],
): Promise<LocalNode> {
  const chosen = port ?? (await freePort());
  const [file, ...args] = commandOf(kind, chosen);
  const child = spawn(file, [...args, ...options], { cwd: ROOT, stdio: "ignore" });
  const url = `http://127.0.0.1:${chosen}`;
  await untilItAnswers(url, child);
  return { url, port: chosen, stop: () => stop(child) };
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** One JSON-RPC call; an error of the node rejects. */
export async function rpc(url: string, method: string, params: unknown[] = []): Promise<unknown> {
  const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method, params });
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body,
  });
  const { result, error } = (await response.json()) as { result?: unknown; error?: { message: string } };
  if (error !== undefined) throw new Error(error.message);
  return result;
}

function commandOf(kind: NodeKind, port: number): [string, ...string[]] {
  if (kind === "anvil") return [path.join(BIN, "anvil"), "--silent", "--port", String(port)];
  return [process.execPath, HARDHAT, "node", "--hostname", "127.0.0.1", "--port", String(port)];
}

async function untilItAnswers(url: string, child: ChildProcess): Promise<void> {
  for (const end = Date.now() + PATIENCE; Date.now() < end; ) {
    if (child.exitCode !== null) break;
    try {
      await rpc(url, "eth_chainId");
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  child.kill("SIGKILL");
  throw new Error(`no node answered at ${url}`);
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await ended;
}
