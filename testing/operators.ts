import { HDNodeWallet, Mnemonic, Wallet } from "ethers";

const ACCOUNTS = 20;
const PATH = "m/44'/60'/0'/0";

/** The accounts that Hardhat's and Anvil's local nodes fund: public knowledge, worth nothing anywhere else. */
const LOCAL_MNEMONIC = "test test test test test test test test test test test junk";

let wallets: Wallet[] | undefined;

/** Wallets of a local node's accounts, in their order. */
export function localWallets(): readonly Wallet[] {
  wallets ??= deriveWallets();
  return wallets;
}

function deriveWallets(): Wallet[] {
  const root = HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(LOCAL_MNEMONIC), PATH);
  return Array.from({ length: ACCOUNTS }, (_, index) => new Wallet(root.deriveChild(index).privateKey));
}
