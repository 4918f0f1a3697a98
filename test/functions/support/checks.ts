import { id, type Wallet } from "ethers";
import type { Batch } from "../../../protocol/receipt.ts";
import { hashBatch } from "../../../protocol/typed-data.ts";
import { type Functions, membersOf } from "./functions.ts";
import { signBatch } from "./operators.ts";

/** A batch to be signed where it does not matter what is in it. */
export function batch(changes: Partial<Batch> = {}): Batch {
  return { epoch: 1n, root: id("root"), count: 3n, ...changes };
}

/** Asks the set for its word on the batch, with the signatures of the operators at `places`. */
export async function check(
  { operatorSet, keys, domain }: Functions,
  places?: readonly number[],
  signed = batch(),
) {
  return operatorSet.check(
    signed.epoch,
    hashBatch(domain, signed),
    await signBatch(keys, domain, signed, places),
  );
}

/** Starts an epoch with these operators. */
export async function rotate({ operatorSet, dao, sender }: Functions, keys: readonly Wallet[]) {
  return operatorSet.connect(dao).startEpoch(membersOf(keys, sender));
}
