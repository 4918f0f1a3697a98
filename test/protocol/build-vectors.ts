import { id, keccak256, TypedDataEncoder } from "ethers";
import { batchProof, batchRoot } from "../../protocol/batch-tree.ts";
import { executionDomainOf } from "../../protocol/execution-domain.ts";
import { Outcome } from "../../protocol/outcome.ts";
import { type Receipt, statelessReceipt } from "../../protocol/receipt.ts";
import { escrowOf, type RequestHeader, requestFields } from "../../protocol/request.ts";
import { eip712Domain, hashBatch, hashReceipt, hashRequest, typedData } from "../../protocol/typed-data.ts";

/** The router that the vectors are for. */
export const vectorDomain = { chainId: 31_337n, router: "0xa17416a17416a17416a17416a17416a17416a174" };

const MOST_LEAVES = 7;

const outcomes = Object.values(Outcome);

const receipts: Receipt[] = Array.from({ length: MOST_LEAVES }, (_, i) => ({
  ...statelessReceipt(id(`request ${i}`), {
    outcome: outcomes[i % outcomes.length] as Outcome,
    resultHash: keccak256(i % 2 === 0 ? "0x" : id(`result ${i}`)),
    fuelUsed: BigInt(i) * 1_000_003n,
  }),
}));

/** The form that later, stateful versions fill in. */
const statefulReceipt: Receipt = {
  ...(receipts[0] as Receipt),
  stateSeq: 2n ** 64n - 1n,
  stateRootBefore: id("before"),
  stateRootAfter: id("after"),
  transcriptRoot: id("transcript"),
  extension: id("extension"),
};

const executionDomainParts = {
  rewriterVersion: 1,
  costTableHash: id("cost table"),
  guestAbiVersion: 2,
  limitsHash: id("limits"),
  engineHash: id("engine"),
  preludeHash: id("prelude"),
};

/** A header with another value in each field; `biggest` has every number at its type's end. */
function header(biggest: boolean): RequestHeader {
  const entries = requestFields.map(({ name, type }, i) => [name, fieldValue(name, type, i, biggest)]);
  return Object.fromEntries(entries) as unknown as RequestHeader;
}

function fieldValue(name: string, type: string, place: number, biggest: boolean): string | bigint {
  if (type === "address") return `0x${id(name).slice(-40)}`;
  if (type === "bytes32") return id(name);
  if (name === "mode") return biggest ? 1n : 0n;
  const bits = BigInt(type.replace("uint", ""));
  return biggest ? 2n ** bits - 1n : BigInt(place) + 1n;
}

function requestVector(name: string, header: RequestHeader) {
  return { name, header, id: hashRequest(vectorDomain, header), escrow: escrowOf(header) };
}

function batchVector(count: number) {
  const leaves = receipts.slice(0, count).map(hashReceipt);
  const batch = { epoch: BigInt(count), root: batchRoot(leaves), count: BigInt(count) };
  const proofs = leaves.map((_, index) => batchProof(leaves, index));
  return { batch, leaves, proofs, digest: hashBatch(vectorDomain, batch) };
}

function typeVector(type: string) {
  const encoded = TypedDataEncoder.from({ [type]: typedData[type as keyof typeof typedData] }).encodeType(
    type,
  );
  return { type: encoded, hash: id(encoded) };
}

/** Everything that implementations of the protocol must agree on, computed by `protocol/`. */
export function buildVectors() {
  return {
    domain: {
      ...eip712Domain(vectorDomain),
      separator: TypedDataEncoder.hashDomain(eip712Domain(vectorDomain)),
    },
    types: Object.keys(typedData).map(typeVector),
    requests: [requestVector("small", header(false)), requestVector("biggest", header(true))],
    receipts: [...receipts, statefulReceipt].map((receipt) => ({ receipt, leaf: hashReceipt(receipt) })),
    batches: Array.from({ length: MOST_LEAVES }, (_, i) => batchVector(i + 1)),
    executionDomain: { parts: executionDomainParts, id: executionDomainOf(executionDomainParts) },
  };
}

/** The text of vectors.json; big numbers are decimal strings. */
export function vectorsAsText(): string {
  const text = JSON.stringify(
    buildVectors(),
    (_, value) => (typeof value === "bigint" ? String(value) : value),
    2,
  );
  return `${text}\n`;
}
