import { id, type Wallet } from "ethers";
import { Outcome } from "../../../protocol/outcome.ts";
import { type Batch, statelessReceipt } from "../../../protocol/receipt.ts";
import { hashReceipt } from "../../../protocol/typed-data.ts";
import { type Functions, membersOf } from "./functions.ts";
import { type SignedQuorum, signBatch } from "./operators.ts";

/** A receipt where it does not matter what is in it. */
const RECEIPT = statelessReceipt(id("request"), {
  outcome: Outcome.Success,
  resultHash: id("result"),
  fuelUsed: 1n,
});

/** A batch to be signed where it does not matter what is in it: one receipt. */
export function batch(changes: Partial<Batch> = {}): Batch {
  return { epoch: 1n, root: hashReceipt(RECEIPT), count: 1n, ...changes };
}

/** Asks the router for its word on the batch, with the signatures of the operators at `places`. */
export async function check(functions: Functions, places?: readonly number[], signed = batch()) {
  const { keys, domain } = functions;
  return checkQuorum(functions, await signBatch(keys, domain, signed, places), signed);
}

/** The same with signatures that are at hand. */
export async function checkQuorum({ router }: Functions, quorum: SignedQuorum, signed = batch()) {
  return router.verify(signed, RECEIPT, 0n, [], quorum);
}

/** Starts an epoch with these operators. */
export async function rotate({ operatorSet, dao, sender }: Functions, keys: readonly Wallet[]) {
  return operatorSet.connect(dao).startEpoch(membersOf(keys, sender));
}
