import { id, Wallet } from "ethers";
import { batchRoot } from "../../../protocol/batch-tree.ts";
import { type CompactSignature, joinSignatures, quorumOf } from "../../../protocol/quorum.ts";
import type { Batch, Receipt } from "../../../protocol/receipt.ts";
import { eip712Domain, hashReceipt, type RouterDomain, typedData } from "../../../protocol/typed-data.ts";

/** `Quorum` of FunctionTypes.sol, as contract calls take it. */
export interface SignedQuorum {
  readonly signers: bigint;
  readonly signatures: CompactSignature[];
}

/** Operators' signing keys, ascending by address as the set wants them; the same at every run. */
export function operatorKeys(count: number, seed = "operator"): Wallet[] {
  const wallets = Array.from({ length: count }, (_, i) => new Wallet(id(`${seed} ${i}`)));
  return wallets.sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
}

/** The batch that a fulfilment of these receipts in this order needs signed. */
export function batchOf(fulfilments: readonly { readonly receipt: Receipt }[], epoch: bigint): Batch {
  const leaves = fulfilments.map(({ receipt }) => hashReceipt(receipt));
  return { epoch, root: batchRoot(leaves), count: BigInt(leaves.length) };
}

/** Signatures of the operators at `places`; by default of as many as a quorum needs, the first ones. */
export async function signBatch(
  keys: readonly Wallet[],
  domain: RouterDomain,
  batch: Batch,
  places: readonly number[] = firstPlaces(quorumOf(keys.length)),
): Promise<SignedQuorum> {
  const signatures = await Promise.all(
    places.map(async (place) => [place, await sign(keyAt(keys, place), domain, batch)] as const),
  );
  const { signers, signatures: compact } = joinSignatures(new Map(signatures));
  return { signers, signatures: [...compact] };
}

function sign(key: Wallet, domain: RouterDomain, batch: Batch): Promise<string> {
  return key.signTypedData(eip712Domain(domain), { Batch: typedData.Batch }, batch);
}

function keyAt(keys: readonly Wallet[], place: number): Wallet {
  const key = keys[place];
  if (key === undefined) throw new RangeError(`no operator at ${place}`);
  return key;
}

function firstPlaces(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
