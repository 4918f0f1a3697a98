// What operators sign and a submitter sends, in the form that the router takes.

import { type ContractTransactionReceipt, keccak256, type SigningKey } from "ethers";
import { batchRoot } from "../../../protocol/batch-tree.ts";
import { Outcome } from "../../../protocol/outcome.ts";
import { statelessReceipt } from "../../../protocol/receipt.ts";
import { hashReceipt } from "../../../protocol/typed-data.ts";
import type { FunctionRouter } from "../../../types/index.js";
import { signByQuorum } from "../operators.ts";
import { eventIn } from "../system.ts";

/** A request as the router announced it. */
export interface Open {
  readonly id: string;
  readonly request: readonly unknown[];
}

const EPOCH = 1;
const FUEL_USED = 543_210n;
/** As types/Verdict.sol packs it. */
const VERDICT = (BigInt(Outcome.Success) << 64n) | FUEL_USED;

export function requestedIn(router: FunctionRouter, receipt: ContractTransactionReceipt): Open {
  const { id, request } = eventIn(router, receipt, "Requested");
  return { id, request: [...request] };
}

/** The arguments of `fulfill`, sent by the operator at place 0. */
export async function fulfilment(
  router: FunctionRouter,
  keys: readonly SigningKey[],
  open: readonly Open[],
  results: readonly string[],
): Promise<unknown[]> {
  const root = batchRoot(open.map(({ id }, i) => leafOf(id, results[i] as string)));
  const digest = await router.hashBatch({ epoch: EPOCH, root, count: open.length });
  const signatures = signByQuorum(keys, digest);
  const fulfilments = open.map(({ request }, i) => ({ request, verdict: VERDICT, result: results[i] }));
  const signers = (1n << BigInt(signatures.length)) - 1n;
  const compact = signatures.map(({ r, yParityAndS }) => ({ r, vs: yParityAndS }));
  return [fulfilments, EPOCH, { signers, signatures: compact }, 0];
}

function leafOf(id: string, result: string): string {
  const execution = { outcome: Outcome.Success, resultHash: keccak256(result), fuelUsed: FUEL_USED };
  return hashReceipt(statelessReceipt(id, execution));
}
