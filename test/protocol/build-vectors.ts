import { getAddress, id, keccak256, TypedDataEncoder, ZeroHash } from "ethers";
import { batchProof, batchRoot } from "../../protocol/batch-tree.ts";
import { executionDomainOf } from "../../protocol/execution-domain.ts";
import { Outcome } from "../../protocol/outcome.ts";
import { packVerdict, type Receipt, statelessReceipt } from "../../protocol/receipt.ts";
import { escrowOf, packRequest, type RequestHeader, requestLayouts } from "../../protocol/request.ts";
import { momentLayout, type Program, packTask, type Task } from "../../protocol/task.ts";
import {
  eip712Domain,
  hashBatch,
  hashProgram,
  hashReceipt,
  hashRequest,
  hashTask,
  type TypeName,
  typedData,
  typesOf,
} from "../../protocol/typed-data.ts";
import type { Unpacked, WordField, WordLayout } from "../../protocol/word.ts";

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

/** The fields of a word, each with another value; `biggest` has every number at its field's end. */
function wordValues<const Layout extends WordLayout>(layout: Layout, biggest: boolean): Unpacked<Layout> {
  const entries = layout.map((field, place) => [field.name, fieldValue(field, place, biggest)]);
  return Object.fromEntries(entries) as Unpacked<Layout>;
}

function fieldValue({ name, bits, type }: WordField, place: number, biggest: boolean) {
  if (type === "address") return getAddress(`0x${id(name).slice(-40)}`);
  if (type === "bool") return biggest;
  return biggest ? 2n ** BigInt(bits) - 1n : BigInt(place) + 1n;
}

function requestVector(name: string, biggest: boolean) {
  const program: Program = {
    functionId: biggest ? 2n ** 48n - 1n : 1n,
    version: biggest ? 2n ** 32n - 1n : 2n,
    codeHash: id(`code ${name}`),
    executionDomain: id(`domain ${name}`),
  };
  const hashes = { calldataHash: id("calldata"), prevrandao: id("prevrandao"), extension: ZeroHash };
  const task: Task = { program: hashProgram(program), ...hashes, ...wordValues(momentLayout, biggest) };
  const header: RequestHeader = {
    ...wordValues(requestLayouts.callback, biggest),
    ...wordValues(requestLayouts.payer, biggest),
    ...wordValues(requestLayouts.prices, biggest),
    ...wordValues(requestLayouts.limits, biggest),
    tag: id(`tag ${name}`),
    task: hashTask(task),
  };
  const request = packRequest(header);
  const id_ = hashRequest(vectorDomain, header);
  return {
    name,
    program,
    task,
    packedTask: packTask(task),
    header,
    request,
    id: id_,
    escrow: escrowOf(header),
  };
}

function receiptVector(receipt: Receipt) {
  return { receipt, verdict: packVerdict(receipt), leaf: hashReceipt(receipt) };
}

function batchVector(count: number) {
  const leaves = receipts.slice(0, count).map(hashReceipt);
  const batch = { epoch: BigInt(count), root: batchRoot(leaves), count: BigInt(count) };
  const proofs = leaves.map((_, index) => batchProof(leaves, index));
  return { batch, leaves, proofs, digest: hashBatch(vectorDomain, batch) };
}

function typeVector(type: TypeName) {
  const encoded = TypedDataEncoder.from(typesOf(type)).encodeType(type);
  return { type: encoded, hash: id(encoded) };
}

/** Everything that implementations of the protocol must agree on, computed by `protocol/`. */
export function buildVectors() {
  return {
    domain: {
      ...eip712Domain(vectorDomain),
      separator: TypedDataEncoder.hashDomain(eip712Domain(vectorDomain)),
    },
    types: (Object.keys(typedData) as TypeName[]).map(typeVector),
    requests: [requestVector("small", false), requestVector("biggest", true)],
    receipts: [...receipts, statefulReceipt].map(receiptVector),
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
