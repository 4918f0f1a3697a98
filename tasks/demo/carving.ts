import { FunctionsClient } from "../../clients/functions/functions-client.ts";
import { gasShare } from "../../clients/functions/receipts.ts";
import type { RequestRecord, SettledRequest } from "../../clients/functions/request-types.ts";
import { CollectionClient } from "../../clients/nft/collection-client.ts";
import { addressOf } from "../../clients/support/addresses.ts";
import { fail } from "../../protocol/errors.ts";
import { ether, short } from "../shared/format.ts";
import type { DemoRelay } from "./relay.ts";
import type { Stage } from "./stage.ts";

/** One request of the demo, from the chain's own records. Amounts are wei, gas is that of this request's share. */
export interface RequestRow {
  readonly requestId: string;
  readonly tokenId: bigint;
  readonly fuelUsed: bigint;
  readonly requestGas: bigint;
  readonly fulfilGas: bigint;
  /** How many requests shared the transactions. */
  readonly requestedTogether: number;
  readonly fulfilledTogether: number;
  readonly escrow: bigint;
  readonly charged: bigint;
  readonly refunded: bigint;
  readonly reimbursed: bigint;
  /** Milliseconds from sending the request to seeing it settled. */
  readonly latencyMs: number;
}

interface Asked {
  readonly requestId: string;
  readonly tokenId: bigint;
  readonly latencyMs: number;
}

/** Asks for the traits of the first shield alone and of all others at once, and waits until the relay delivered. */
export async function carveShields(
  stage: Stage,
  relay: DemoRelay,
  tokenIds: readonly bigint[],
): Promise<RequestRow[]> {
  const [first = [], others = []] = [tokenIds.slice(0, 1), tokenIds.slice(1)];
  const asked = [...(await carve(stage, relay, first)), ...(await carve(stage, relay, others))];
  const functions = new FunctionsClient(stage.addresses, stage.connection.ethers.provider);
  const records = await functions.requests({ account: addressOf(stage.addresses, "collection") });
  return asked.map((one) => rowOf(one, records));
}

async function carve(stage: Stage, relay: DemoRelay, tokenIds: readonly bigint[]): Promise<Asked[]> {
  const { addresses, collector, say } = stage;
  const collection = new CollectionClient(addresses, collector);
  const start = performance.now();
  const { requestIds, paid } = await collection.requestTraits(tokenIds);
  const list = tokenIds.map((tokenId) => `#${tokenId}`).join(", ");
  say(`requested  traits of ${list}: ${ether(paid)} in escrow`);
  const ended = await relay.settled(requestIds);
  return ended.map(({ id, at }, place) => ({
    requestId: id,
    tokenId: tokenIds[place] ?? 0n,
    latencyMs: at - start,
  }));
}

function rowOf({ requestId, tokenId, latencyMs }: Asked, records: readonly RequestRecord[]): RequestRow {
  const record = settledRecord(requestId, records);
  const { fuelUsed, escrow, charged, refunded, reimbursed, requested, fulfilled } = record;
  return {
    requestId,
    tokenId,
    fuelUsed,
    requestGas: gasShare(requested),
    fulfilGas: gasShare(fulfilled),
    requestedTogether: requested.requests,
    fulfilledTogether: fulfilled.requests,
    escrow,
    charged,
    refunded,
    reimbursed,
    latencyMs,
  };
}

function settledRecord(requestId: string, records: readonly RequestRecord[]): SettledRequest {
  const record = records.find((one) => one.requestId === requestId);
  if (record?.state !== "settled") {
    throw fail("ALT_DEMO_REQUEST_FAILED", { id: requestId, reason: `it is ${record?.state ?? "unknown"}` });
  }
  if (record.callbackError !== undefined) {
    throw fail("ALT_DEMO_REQUEST_FAILED", { id: short(requestId), reason: record.callbackError });
  }
  return record;
}
