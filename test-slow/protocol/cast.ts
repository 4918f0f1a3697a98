import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The program itself: npm's wrapper of it starts a Node a call. */
function binary(): string {
  const { platform } = process;
  const architecture = process.arch === "x64" ? "amd64" : process.arch;
  const manifest = `@foundry-rs/cast-${platform}-${architecture}/package.json`;
  const name = platform === "win32" ? "cast.exe" : "cast";
  return join(dirname(createRequire(import.meta.url).resolve(manifest)), "bin", name);
}

/** Runs Foundry's `cast`, which shares no code with ours, and returns what it printed. */
export async function cast(...args: readonly string[]): Promise<string> {
  const { stdout } = await run(binary(), [...args]);
  return stdout.trim();
}

/** keccak256 of the ABI encoding of `values`, both by cast. */
export async function castHash(types: readonly string[], values: readonly unknown[]): Promise<string> {
  const encoded = await cast("abi-encode", `f(${types.join(",")})`, ...values.map(String));
  return cast("keccak", encoded);
}

/** Signs EIP-712 data with a private key, by cast. */
export async function castSign(privateKey: string, data: unknown): Promise<string> {
  const text = JSON.stringify(data, (_, value) => (typeof value === "bigint" ? String(value) : value));
  return cast("wallet", "sign", "--private-key", privateKey, "--data", text);
}
