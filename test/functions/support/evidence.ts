import { id, Signature, type Wallet } from "ethers";
import { type Statement, statementsOf } from "../../../protocol/evidence.ts";
import { Outcome } from "../../../protocol/outcome.ts";
import type { CompactSignature } from "../../../protocol/quorum.ts";
import { type Receipt, statelessReceipt } from "../../../protocol/receipt.ts";
import { eip712Domain, type RouterDomain, typedData } from "../../../protocol/typed-data.ts";
import type { Functions } from "./functions.ts";
import { batchOf } from "./operators.ts";

/** What an operator says of a request, where the request need not exist. */
export function receiptOf(changes: Partial<Receipt> = {}): Receipt {
  const execution = { outcome: Outcome.Success, resultHash: id("result"), fuelUsed: 5n };
  return { ...statelessReceipt(id("request"), execution), ...changes };
}

/** Has the operator sign a batch of these receipts; what it said of each. */
export async function say(
  { domain, keys }: { readonly domain: RouterDomain; readonly keys: readonly Wallet[] },
  receipts: readonly Receipt[],
  { place = 0, epoch = 1n }: { readonly place?: number; readonly epoch?: bigint } = {},
): Promise<Statement[]> {
  const batch = batchOf(
    receipts.map((receipt) => ({ receipt })),
    epoch,
  );
  const key = keys[place] as Wallet;
  const signed = await key.signTypedData(eip712Domain(domain), { Batch: typedData.Batch }, batch);
  return statementsOf(receipts, epoch, compact(signed));
}

/** The same of a batch of one. */
export async function sayAlone(
  operators: Parameters<typeof say>[0],
  receipt: Receipt,
  how: Parameters<typeof say>[2] = {},
): Promise<Statement> {
  const [statement] = await say(operators, [receipt], how);
  return statement as Statement;
}

/** The statement as the operator set takes it. */
export function packStatement(statement: Statement) {
  return { ...statement, proof: [...statement.proof] };
}

/** Hands in two statements as the stranger, who has nothing to do with either. */
export async function slash(
  { operatorSet, router, stranger }: Pick<Functions, "operatorSet" | "router" | "stranger">,
  first: Statement,
  second: Statement,
) {
  const evidence = [packStatement(first), packStatement(second)] as const;
  return operatorSet.connect(stranger).slash(router, ...evidence);
}

function compact(signature: string): CompactSignature {
  const { r, yParityAndS } = Signature.from(signature);
  return { r, vs: yParityAndS };
}
