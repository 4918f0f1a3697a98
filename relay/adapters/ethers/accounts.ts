import type { Provider } from "ethers";
import type { Accounts } from "../../ports.ts";
import { mined } from "./sender.ts";

export function ethersAccounts(provider: Provider): Accounts {
  return {
    nonce: (address) => provider.getTransactionCount(address, "latest"),
    mined: (hash) => mined(provider, hash),
  };
}
