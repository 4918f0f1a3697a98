import { readFileSync } from "node:fs";
import { getAddress, isAddress, isHexString, Wallet } from "ethers";
import { fail } from "../protocol/errors.ts";
import { LOCAL_CHAIN_ID, localOperatorWallet } from "../protocol/local-chain.ts";
import { remoteKey } from "./adapters/ethers/remote-key.ts";
import type { Key } from "./ports.ts";

/** Where an operator's key comes from: a keystore file goes before the environment. */
export interface KeySource {
  /** Name of the environment variable that holds the private key. */
  readonly keyEnv: string;
  /** File of an encrypted JSON keystore (Web3 Secret Storage), as wallets and `cast wallet` write it. */
  readonly keystore: string | undefined;
  /** Name of the environment variable that holds the keystores' password. */
  readonly passwordEnv: string;
}

/** Environment variables with more keys, each a list separated by commas. */
const SENDER_KEYS = "ALTHING_SENDER_KEYS";
const SENDER_KEYSTORES = "ALTHING_SENDER_KEYSTORES";
/** Those of a signer in another process: where it is, and which addresses it signs for. */
const SIGNER_URL = "ALTHING_SIGNER_URL";
const SIGNER_ADDRESSES = "ALTHING_SIGNER_ADDRESSES";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * All keys of a relay: the operator's, those of further senders, and those behind a remote signer, each once. On a local
 * chain, where there is none of either operator's, it is the development account that deploys make the operator.
 * Keys, passwords and the signer's URL never reach an error's text. `timeoutMs` is what a remote signature may take.
 * @throws ALT_RELAY_KEY_MISSING, ALT_RELAY_KEY_INVALID, ALT_RELAY_KEYSTORE, ALT_RELAY_SIGNER_SETTING
 */
export async function relayKeys(
  source: KeySource,
  chainId: bigint,
  timeoutMs: number,
  env: Environment = process.env,
): Promise<readonly Key[]> {
  const remote = remoteKeys(env, timeoutMs);
  const operator = await operatorKey(source, chainId, env, remote.length > 0);
  const senders = listOf(env, SENDER_KEYS).map((key) => walletOf(key, SENDER_KEYS));
  const stored = await Promise.all(
    listOf(env, SENDER_KEYSTORES).map((file) => unlock(file, env[source.passwordEnv], source.passwordEnv)),
  );
  const keys = [...[...operator, ...senders, ...stored].map(keyOf), ...remote];
  return [...new Map(keys.map((key) => [key.address, key])).values()];
}

/** A wallet's objects tell its key to whoever dumps them; closures do not. */
function keyOf(wallet: Wallet): Key {
  return {
    address: wallet.address,
    signTransaction: (transaction) => wallet.signTransaction(transaction),
    signTypedData: (domain, types, value) => wallet.signTypedData(domain, types, value),
  };
}

async function operatorKey(
  { keyEnv, keystore, passwordEnv }: KeySource,
  chainId: bigint,
  env: Environment,
  isRemote: boolean,
): Promise<Wallet[]> {
  if (keystore !== undefined) return [await unlock(keystore, env[passwordEnv], passwordEnv)];
  const key = env[keyEnv]?.trim();
  if (key) return [walletOf(key, keyEnv)];
  if (isRemote) return [];
  if (chainId !== LOCAL_CHAIN_ID) throw fail("ALT_RELAY_KEY_MISSING", { name: keyEnv });
  return [localOperatorWallet()];
}

function remoteKeys(env: Environment, timeoutMs: number): Key[] {
  const url = env[SIGNER_URL]?.trim();
  const addresses = listOf(env, SIGNER_ADDRESSES);
  if (!url && addresses.length === 0) return [];
  if (!url || !/^https?:$/.test(URL.parse(url)?.protocol ?? ""))
    throw fail("ALT_RELAY_SIGNER_SETTING", { name: SIGNER_URL, fault: "is no http or https URL" });
  if (addresses.length === 0 || !addresses.every((address) => isAddress(address)))
    throw fail("ALT_RELAY_SIGNER_SETTING", { name: SIGNER_ADDRESSES, fault: "is no list of addresses" });
  return addresses.map((address) => remoteKey(getAddress(address), { url, timeoutMs }));
}

function listOf(env: Environment, name: string): string[] {
  return (env[name] ?? "")
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function walletOf(key: string, name: string): Wallet {
  const hex = key.startsWith("0x") ? key : `0x${key}`;
  if (!isHexString(hex, 32)) throw fail("ALT_RELAY_KEY_INVALID", { name });
  return openWallet(hex, name);
}

/** Not every 32 bytes are a key of the curve; the library's error names them. */
function openWallet(hex: string, name: string): Wallet {
  try {
    return new Wallet(hex);
  } catch {
    throw fail("ALT_RELAY_KEY_INVALID", { name });
  }
}

async function unlock(file: string, password: string | undefined, passwordEnv: string): Promise<Wallet> {
  if (password === undefined) throw fail("ALT_RELAY_KEY_MISSING", { name: passwordEnv });
  const json = readKeystore(file);
  try {
    const { privateKey } = await Wallet.fromEncryptedJson(json, password);
    return new Wallet(privateKey);
  } catch {
    throw fail("ALT_RELAY_KEYSTORE", { file, fault: `it does not open with the password in ${passwordEnv}` });
  }
}

function readKeystore(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw fail("ALT_RELAY_KEYSTORE", {
      file,
      fault: (error as NodeJS.ErrnoException).code ?? "it cannot be read",
    });
  }
}
