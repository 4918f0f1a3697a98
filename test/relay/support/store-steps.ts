import { expect } from "chai";
import { openSqliteStore } from "../../../relay/adapters/sqlite/store.ts";
import { batchOf } from "../../../relay/domain/batch.ts";
import { receiptOf } from "../../../relay/domain/execution.ts";
import type { SeenRequest } from "../../../relay/domain/request.ts";
import type { Block, RouterEvent } from "../../../relay/ports.ts";
import type { ClaimTerms, Store } from "../../../relay/store-port.ts";
import type { Intent } from "../../../relay/store-records.ts";
import { blockHash, DOMAIN, executionOf, placeOf } from "./samples.ts";

export const REASON = { code: "ALT_RELAY_SKIPPED", message: "skipped" };
export const SENDER = "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266";
export const SIGNATURES = new Map([[0, `0x${"11".repeat(65)}`]]);

/** Gives each test of the suite an empty store, and closes it after. */
export function storeForEach(take: (store: Store) => void): void {
  let store: Store;
  beforeEach(async () => {
    store = await openSqliteStore(":memory:", DOMAIN);
    take(store);
  });
  afterEach(() => store.close());
}

export function advance(store: Store, to: number, events: readonly RouterEvent[] = [], final = to) {
  return store.advance({ number: to, hash: blockHash(to) }, events, blockOf(to), final, 0);
}

export async function execute(store: Store, { id: request }: SeenRequest): Promise<void> {
  await store.conclude([{ type: "executed", id: request, execution: executionOf() }], 5);
}

export async function decline(store: Store, { id: request }: SeenRequest): Promise<void> {
  await store.conclude([{ type: "declined", id: request, reason: REASON }], 5);
}

export async function claimed(store: Store, terms: Partial<ClaimTerms> = {}): Promise<string[]> {
  const all = { most: 9, queue: 99, now: 10, timestamp: 0n, leaseEnds: 99, ...terms };
  return (await store.claim(all)).map((request) => request.id);
}

/** Takes the requests to a signed batch; returns their ids. */
export async function sign(store: Store, ...requests: SeenRequest[]): Promise<string[]> {
  await advance(store, 2, requests.map(requested));
  for (const request of requests) await execute(store, request);
  const receipts = requests.map((request) => receiptOf(request.id, executionOf()));
  const ids = requests.map((request) => request.id);
  await store.recordBatch(batchOf(receipts, 1n), ids, SIGNATURES);
  return ids;
}

/** Takes the requests all the way to an intent; returns the transaction's number. */
export async function submit(store: Store, ...requests: SeenRequest[]): Promise<number> {
  const ids = await sign(store, ...requests);
  const batch = await store.takeBatch(SENDER);
  expect(batch).to.deep.include({ epoch: 1n, count: requests.length, signatures: SIGNATURES });
  return store.recordIntent({ ...INTENT, ids, batchId: batch?.batchId });
}

/** Has `sender` carry the batch of one request. */
export async function sent(
  store: Store,
  { id: request }: SeenRequest,
  batchId: number | undefined,
  sender: string,
): Promise<void> {
  await store.recordIntent({ ...INTENT, ids: [request], batchId, sender });
  expect((await store.openTransaction(sender))?.ids).to.deep.equal([request]);
}

export const FEES = { maxFeePerGas: 2n, maxPriorityFeePerGas: 1n };

export const INTENT: Omit<Intent, "ids" | "batchId"> = {
  sender: SENDER,
  kind: "fulfil",
  nonce: 4,
  data: "0x01",
  gasLimit: 21_000n,
  fees: FEES,
  raw: "0xf0",
  hash: "0xa",
  sentAt: 8,
};

export function blockOf(number: number): Block {
  return { number, hash: blockHash(number), timestamp: BigInt(number) };
}

export function minedAt(number: number) {
  return { block: { number, hash: blockHash(number) }, success: true, gasUsed: 21_000n, gasPrice: 1n };
}

export function requested(request: SeenRequest): RouterEvent {
  return { type: "requested", request };
}

export function settled({ id: request }: SeenRequest, block: number): RouterEvent {
  const figures = { outcome: 1, fuelUsed: 7n, charged: 5n, reimbursed: 4n };
  return { type: "settled", id: request, ...figures, ...placeOf(block) };
}

export function callbackFailed({ id: request }: SeenRequest): RouterEvent {
  return { type: "callbackFailed", id: request, reason: "0xdead", ...placeOf(2) };
}
