// What operators sign and a submitter sends, in the form that the router takes.

import { type ContractTransactionReceipt, keccak256, type SigningKey } from "ethers";
import { type Announcement, requestAnnounced } from "../../../protocol/announcement.ts";
import { batchRoot } from "../../../protocol/batch-tree.ts";
import { Outcome } from "../../../protocol/outcome.ts";
import { joinSignatures } from "../../../protocol/quorum.ts";
import { packVerdict, statelessReceipt } from "../../../protocol/receipt.ts";
import { type PackedRequest, packRequest } from "../../../protocol/request.ts";
import { hashReceipt } from "../../../protocol/typed-data.ts";
import type { FunctionRouter } from "../../../types/index.js";
import { eventIn } from "../../chain.ts";
import { signByQuorum } from "../operators.ts";

/** A request as the router announced it. */
export interface Open {
  readonly id: string;
  readonly request: PackedRequest;
}

const VERDICT = { outcome: Outcome.Success, fuelUsed: 543_210n };
const EPOCH = 1;
const SUBMITTER = 0;

export function requestedIn(router: FunctionRouter, receipt: ContractTransactionReceipt): Open {
  const args = eventIn(router, receipt, "Requested");
  const { header } = requestAnnounced(args as unknown as Announcement);
  return { id: args.id, request: packRequest(header) };
}

/** The arguments of `fulfill`, sent by the first operator. */
export async function fulfilment(
  router: FunctionRouter,
  keys: readonly SigningKey[],
  open: readonly Open[],
  results: readonly string[],
): Promise<unknown[]> {
  const root = batchRoot(open.map(({ id }, i) => leafOf(id, results[i] as string)));
  const digest = await router.hashBatch({ epoch: EPOCH, root, count: open.length });
  const signatures = signByQuorum(keys, digest).map(({ serialized }, place) => [place, serialized] as const);
  const verdict = packVerdict(VERDICT);
  const fulfilments = open.map(({ request }, i) => ({ request, verdict, result: results[i] }));
  return [fulfilments, EPOCH, joinSignatures(new Map(signatures)), SUBMITTER];
}

function leafOf(id: string, result: string): string {
  return hashReceipt(statelessReceipt(id, { ...VERDICT, resultHash: keccak256(result) }));
}
