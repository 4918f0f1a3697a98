import { Contract } from "ethers";
import type { ContractCaller } from "../../support/contract-caller.ts";
import { once } from "../../support/once.ts";
import { isUnanswered } from "../../support/unanswered.ts";
import type { MandateAsset } from "./mandate-types.ts";

const ERC20 = [
  "function balanceOf(address account) view returns (uint256)",
  "function decimals() view returns (uint8)",
  "function symbol() view returns (string)",
];

const CURRENCY: MandateAsset = { address: undefined, symbol: "ETH", decimals: 18 };

/** What is known of assets: the network's currency, and ERC-20s, of which some name no decimals. */
export class AssetReader {
  readonly #caller: ContractCaller;
  readonly #erc20: (address: string) => Promise<MandateAsset>;

  constructor(caller: ContractCaller) {
    this.#caller = caller;
    this.#erc20 = once(async (address) => {
      const token = this.#token(address);
      const ask = <Value>(name: string, otherwise: Value): Promise<Value> =>
        token
          .getFunction(name)()
          .catch((error: unknown) => {
            if (!isUnanswered(error)) throw error;
            return otherwise;
          });
      const [symbol, decimals] = await Promise.all([
        ask("symbol", `units of ${address}`),
        ask("decimals", 0n),
      ]);
      return { address, symbol, decimals: Number(decimals) };
    });
  }

  /** An ERC-20's; the network's currency if no address is given. */
  of(address: string | undefined): Promise<MandateAsset> {
    return address === undefined ? Promise.resolve(CURRENCY) : this.#erc20(address);
  }

  balanceOf(account: string, address: string | undefined): Promise<bigint> {
    if (address === undefined) return this.#caller.provider.getBalance(account);
    return this.#token(address).getFunction("balanceOf")(account);
  }

  #token(address: string): Contract {
    return new Contract(address, ERC20, this.#caller.runner);
  }
}
