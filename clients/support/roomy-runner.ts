import type { ContractRunner, Signer, TransactionRequest } from "ethers";

/**
 * Most that a transaction takes beyond its estimate. Nodes estimate at the newest block's time, where a checkpoint of votes of
 * that second is written over; a second later each of three (giver's, taker's, supply's) is a new slot of 22,100 gas.
 */
export const CHECKPOINTS_GAS = 75_000n;

/** Sends as the signer does, with room above the estimate: unused gas costs nothing. */
export function roomyRunner(signer: Signer): ContractRunner {
  return {
    provider: signer.provider,
    call: (transaction) => signer.call(transaction),
    resolveName: (name) => signer.resolveName(name),
    estimateGas: (transaction) => signer.estimateGas(transaction),
    sendTransaction: async (transaction) =>
      signer.sendTransaction({ ...transaction, gasLimit: await limitOf(signer, transaction) }),
  };
}

async function limitOf(signer: Signer, transaction: TransactionRequest) {
  return transaction.gasLimit ?? (await signer.estimateGas(transaction)) + CHECKPOINTS_GAS;
}
