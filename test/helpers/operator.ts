import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { keccak256 } from "ethers";
import { requestAnnounced } from "../../protocol/announcement.ts";
import { batchRoot } from "../../protocol/batch-tree.ts";
import type { Outcome } from "../../protocol/outcome.ts";
import { joinSignatures } from "../../protocol/quorum.ts";
import { packVerdict, type Receipt, statelessReceipt } from "../../protocol/receipt.ts";
import { packRequest, type RequestHeader } from "../../protocol/request.ts";
import type { Task } from "../../protocol/task.ts";
import { eip712Domain, hashReceipt, typedData } from "../../protocol/typed-data.ts";
import type { FunctionRouter } from "../../types/index.js";
import type { Connection } from "../fixtures/connection.ts";

/** How a request ends, as the test wants it. */
export interface Answer {
  readonly outcome: Outcome;
  /** Hex. */
  readonly result: string;
  readonly fuelUsed: bigint;
}

/** The header that the router announced with the request. */
export async function headerOf(router: FunctionRouter, requestId: string): Promise<RequestHeader> {
  return requestAnnounced(await announcementOf(router, requestId)).header;
}

/** The task that the router announced with the request. */
export async function taskOf(router: FunctionRouter, requestId: string): Promise<Task> {
  return requestAnnounced(await announcementOf(router, requestId)).task;
}

/**
 * Fulfils a request as a set of one operator does: really signed, settled and called back; only the execution is
 * replaced by `answer`, which may say what no honest operator would.
 */
export async function fulfil(
  connection: Connection,
  router: FunctionRouter,
  operator: HardhatEthersSigner,
  requestId: string,
  { outcome, result, fuelUsed }: Answer,
) {
  const request = packRequest(await headerOf(router, requestId));
  const receipt = statelessReceipt(requestId, { outcome, resultHash: keccak256(result), fuelUsed });
  const quorum = await signBatch(connection, router, operator, receipt);
  const fulfilment = { request, verdict: packVerdict(receipt), result };
  return router.connect(operator).fulfill([fulfilment], 1n, quorum, 0n);
}

async function announcementOf(router: FunctionRouter, requestId: string) {
  const [event] = await router.queryFilter(router.filters.Requested(requestId));
  if (event === undefined) throw new Error(`no request ${requestId}`);
  return event.args;
}

async function signBatch(
  { ethers }: Connection,
  router: FunctionRouter,
  operator: HardhatEthersSigner,
  receipt: Receipt,
) {
  const { chainId } = await ethers.provider.getNetwork();
  const domain = eip712Domain({ chainId, router: await router.getAddress() });
  const batch = { epoch: 1n, root: batchRoot([hashReceipt(receipt)]), count: 1n };
  const signature = await operator.signTypedData(domain, { Batch: typedData.Batch }, batch);
  const { signers, signatures } = joinSignatures(new Map([[0, signature]]));
  return { signers, signatures: [...signatures] };
}
