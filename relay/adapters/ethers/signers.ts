import { eip712Domain, type RouterDomain, typedData } from "../../../protocol/typed-data.ts";
import type { Key, Signer } from "../../ports.ts";

/** A member's key that signs batches. */
export function keySigner(key: Key, domain: RouterDomain): Signer {
  return {
    address: key.address,
    sign: (batch) => key.signTypedData(eip712Domain(domain), { Batch: typedData.Batch }, { ...batch }),
  };
}
