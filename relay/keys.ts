import { readFileSync } from "node:fs";
import { isHexString, Wallet } from "ethers";
import { fail } from "../protocol/errors.ts";
import { LOCAL_CHAIN_ID, localOperatorWallet } from "../protocol/local-chain.ts";

/** Where an operator's key comes from: a keystore file goes before the environment. */
export interface KeySource {
  /** Name of the environment variable that holds the private key. */
  readonly keyEnv: string;
  /** File of an encrypted JSON keystore (Web3 Secret Storage), as wallets and `cast wallet` write it. */
  readonly keystore: string | undefined;
  /** Name of the environment variable that holds the keystore's password. */
  readonly passwordEnv: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The operator's wallet. On a local chain, where no key is set, it is the development account that deploys make the
 * operator. Keys and passwords never reach an error's text.
 * @throws ALT_RELAY_KEY_MISSING, ALT_RELAY_KEY_INVALID, ALT_RELAY_KEYSTORE
 */
export async function operatorWallet(
  { keyEnv, keystore, passwordEnv }: KeySource,
  chainId: bigint,
  env: Environment = process.env,
): Promise<Wallet> {
  if (keystore !== undefined) return unlock(keystore, env[passwordEnv], passwordEnv);
  const key = env[keyEnv]?.trim();
  if (key) return walletOf(key, keyEnv);
  if (chainId !== LOCAL_CHAIN_ID) throw fail("ALT_RELAY_KEY_MISSING", { name: keyEnv });
  return localOperatorWallet();
}

function walletOf(key: string, name: string): Wallet {
  const hex = key.startsWith("0x") ? key : `0x${key}`;
  if (!isHexString(hex, 32)) throw fail("ALT_RELAY_KEY_INVALID", { name });
  return new Wallet(hex);
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
