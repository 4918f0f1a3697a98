// Transactions signed by keys that are at hand, as raw bytes.

import { parseUnits, SigningKey, Transaction } from "ethers";

export interface Template {
  readonly privateKey: string;
  readonly to: string;
  readonly data: string;
  readonly nonce: number;
  readonly chainId: bigint;
}

/** More than any call here takes, and more than a busy chain asks for. */
const GAS = {
  gasLimit: 200_000n,
  maxFeePerGas: parseUnits("20", "gwei"),
  maxPriorityFeePerGas: parseUnits("1", "gwei"),
};

export function sign({ privateKey, ...template }: Template): string {
  const transaction = Transaction.from({ ...template, ...GAS, type: 2, value: 0n });
  transaction.signature = new SigningKey(privateKey).sign(transaction.unsignedHash);
  return transaction.serialized;
}
