import type { Wallet } from "ethers";
import { eip712Domain, type RouterDomain, typedData } from "../../../protocol/typed-data.ts";
import type { Signer } from "../../ports.ts";

/** A member's key, held in this process. */
export function walletSigner(
  wallet: Pick<Wallet, "address" | "signTypedData">,
  domain: RouterDomain,
): Signer {
  return {
    address: wallet.address,
    sign: (batch) => wallet.signTypedData(eip712Domain(domain), { Batch: typedData.Batch }, batch),
  };
}
