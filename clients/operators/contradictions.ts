import { keccak256 } from "ethers";
import { contradict, type Statement, signerOf, statementsOf } from "../../protocol/evidence.ts";
import type { CompactSignature } from "../../protocol/quorum.ts";
import { statelessReceipt, unpackVerdict } from "../../protocol/receipt.ts";
import { unpackRequest } from "../../protocol/request.ts";
import { hashRequest, type RouterDomain } from "../../protocol/typed-data.ts";
import { FunctionRouter__factory } from "../../types/index.js";
import type { Fulfilment } from "../functions/fulfilment.ts";

/** Two statements of one signer that contradict each other. */
export interface Contradiction {
  readonly signer: string;
  readonly first: Statement;
  readonly second: Statement;
}

/** One contradiction for each signer that made any. */
export function contradictions(
  domain: RouterDomain,
  first: readonly Statement[],
  second: readonly Statement[],
): Contradiction[] {
  const bySigner = new Map<string, Contradiction>();
  for (const one of first) {
    for (const other of second) {
      if (!contradict(one.receipt, other.receipt)) continue;
      const signer = signerOf(domain, one);
      if (signer !== undefined && signer === signerOf(domain, other))
        bySigner.set(signer, { signer, first: one, second: other });
    }
  }
  return [...bySigner.values()];
}

/** What each signer of a fulfilment's batch said: every receipt in it, under every signature. None for other calldata. */
export function statementsIn(domain: RouterDomain, calldata: string): Statement[] {
  const call = FunctionRouter__factory.createInterface().parseTransaction({ data: calldata });
  if (call?.name !== "fulfill") return [];
  const [fulfilments, epoch, quorum] = call.args as unknown as [
    readonly Fulfilment[],
    bigint,
    { readonly signatures: readonly CompactSignature[] },
  ];
  const receipts = fulfilments.map(({ request, verdict, result }) =>
    statelessReceipt(hashRequest(domain, unpackRequest(request)), {
      ...unpackVerdict(verdict),
      resultHash: keccak256(result),
    }),
  );
  return quorum.signatures.flatMap(({ r, vs }) => statementsOf(receipts, epoch, { r, vs }));
}
