import { HDNodeWallet, Mnemonic, Wallet } from "ethers";

/** Chains of this id live on the developer's machine: Hardhat's node and anvil both use it. */
export const LOCAL_CHAIN_ID = 31_337n;

/** The operator of local chains: account 9 of those that their nodes fund. */
export const LOCAL_OPERATOR = "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720";

/** The accounts that Hardhat's and anvil's nodes fund: public knowledge, worth nothing anywhere else. */
const MNEMONIC = "test test test test test test test test test test test junk";
const PATH = "m/44'/60'/0'/0";
const ACCOUNTS = 20;
const OPERATOR_ACCOUNT = 9;

let development: readonly Wallet[] | undefined;

/** Wallets of a local node's accounts, in their order. */
export function developmentWallets(): readonly Wallet[] {
  development ??= deriveWallets();
  return development;
}

/** The wallet of `LOCAL_OPERATOR`. */
export function localOperatorWallet(): Wallet {
  return developmentWallets()[OPERATOR_ACCOUNT] as Wallet;
}

function deriveWallets(): Wallet[] {
  const root = HDNodeWallet.fromMnemonic(Mnemonic.fromPhrase(MNEMONIC), PATH);
  return Array.from({ length: ACCOUNTS }, (_, index) => new Wallet(root.deriveChild(index).privateKey));
}
