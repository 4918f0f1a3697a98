import { concat, id, isHexString, keccak256, TypedDataEncoder } from "ethers";
import { type Batch, type Receipt, receiptFields } from "./receipt.ts";
import { type PackedRequest, packRequest, type RequestHeader } from "./request.ts";
import { type PackedTask, type Program, packTask, type Task } from "./task.ts";

/** Which router on which chain: EIP-712's domain. */
export interface RouterDomain {
  readonly chainId: bigint;
  /** Address of the router. */
  readonly router: string;
}

type Fields = { name: string; type: string }[];

/**
 * The protocol's EIP-712 types. A request nests its task, and a task its program, so that a wallet can show all of it;
 * whoever has the hash of the inner struct hashes the outer one without it. `QueryResult` is reserved for certified
 * queries.
 */
export const typedData = {
  Program: [
    { name: "functionId", type: "uint256" },
    { name: "version", type: "uint32" },
    { name: "codeHash", type: "bytes32" },
    { name: "executionDomain", type: "bytes32" },
  ] as Fields,
  Task: [
    { name: "program", type: "Program" },
    { name: "calldataHash", type: "bytes32" },
    { name: "moment", type: "uint256" },
    { name: "prevrandao", type: "bytes32" },
    { name: "extension", type: "bytes32" },
  ] as Fields,
  Request: [
    { name: "callback", type: "uint256" },
    { name: "payer", type: "uint256" },
    { name: "prices", type: "uint256" },
    { name: "limits", type: "uint256" },
    { name: "tag", type: "bytes32" },
    { name: "task", type: "Task" },
  ] as Fields,
  Receipt: [...receiptFields] as Fields,
  Batch: [
    { name: "epoch", type: "uint32" },
    { name: "root", type: "bytes32" },
    { name: "count", type: "uint32" },
  ] as Fields,
  Node: [
    { name: "left", type: "bytes32" },
    { name: "right", type: "bytes32" },
  ] as Fields,
  QueryResult: [
    { name: "functionId", type: "uint256" },
    { name: "codeHash", type: "bytes32" },
    { name: "executionDomain", type: "bytes32" },
    { name: "stateSeq", type: "uint64" },
    { name: "stateRoot", type: "bytes32" },
    { name: "blockNumber", type: "uint64" },
    { name: "blockHash", type: "bytes32" },
    { name: "caller", type: "address" },
    { name: "calldataHash", type: "bytes32" },
    { name: "resultHash", type: "bytes32" },
    { name: "validUntil", type: "uint64" },
  ] as Fields,
};

export type TypeName = keyof typeof typedData;

/** A type with those that it nests, as wallets and ethers' `signTypedData` take them. */
export function typesOf(name: TypeName): Record<string, Fields> {
  const fields = typedData[name];
  const nested = fields.flatMap(({ type }) => (isTypeName(type) ? [typesOf(type)] : []));
  return Object.assign({ [name]: fields }, ...nested);
}

/** EIP-712's domain object, as ethers' `signTypedData` takes it. */
export function eip712Domain({ chainId, router }: RouterDomain) {
  return { name: "Althing FunctionRouter", version: "1", chainId, verifyingContract: router };
}

/** A program's name in calls. */
export function hashProgram(program: Program): string {
  return structHash("Program", program);
}

export function hashTask(task: Task): string {
  return structHash("Task", packTask(task) satisfies PackedTask);
}

/** A request's id, as `FunctionRouter.hashRequest`. */
export function hashRequest(domain: RouterDomain, header: RequestHeader): string {
  return digest(domain, structHash("Request", packRequest(header) satisfies PackedRequest));
}

/** What operators sign for a batch, as `FunctionRouter.hashBatch`. */
export function hashBatch(domain: RouterDomain, batch: Batch): string {
  return digest(domain, structHash("Batch", batch));
}

/** A receipt's leaf in its batch's tree. */
export function hashReceipt(receipt: Receipt): string {
  return structHash("Receipt", receipt);
}

/** An inner node of a batch's tree; a type of its own, so that it can never be taken for a receipt. */
export function hashNode(left: string, right: string): string {
  return structHash("Node", { left, right });
}

/** EIP-712's hashStruct; a nested struct stands in `message` by its own hash. */
function structHash(name: TypeName, message: object): string {
  const values = message as Readonly<Record<string, unknown>>;
  const { typeHash, types } = encodingOf(name);
  const words = typedData[name].map((field, place) => abiWord(types[place] ?? "", values[field.name]));
  return keccak256(`${typeHash}${words.join("")}`);
}

/** Bytes of the types that are hex. */
const hexTypes: Readonly<Record<string, number>> = { bytes32: 32, address: 20 };

/**
 * A value as its ABI word, 64 digits of hex. All types here are words, and a general coder takes many times as long: a
 * relay hashes each request several times. @throws RangeError
 */
function abiWord(type: string, value: unknown): string {
  const length = hexTypes[type];
  const fits = length === undefined ? isUint(type, value) : isHexString(value, length);
  if (!fits) throw new RangeError(`${String(value)} is no ${type}`);
  return BigInt(value as string | number | bigint)
    .toString(16)
    .padStart(64, "0");
}

function isUint(type: string, value: unknown): value is number | bigint {
  if (typeof value !== "bigint" && !Number.isSafeInteger(value)) return false;
  const number = BigInt(value as number | bigint);
  return number >= 0n && number >> BigInt(type.slice("uint".length)) === 0n;
}

interface Encoding {
  readonly typeHash: string;
  readonly types: readonly string[];
}

/** Parsing types takes longer than hashing. */
const encodings = new Map<TypeName, Encoding>();

function encodingOf(name: TypeName): Encoding {
  const known = encodings.get(name);
  if (known) return known;
  const types = typedData[name].map(({ type }) => (isTypeName(type) ? "bytes32" : type));
  const encoding = {
    typeHash: id(TypedDataEncoder.from(typesOf(name)).encodeType(name)),
    types,
  };
  encodings.set(name, encoding);
  return encoding;
}

const separators = new Map<string, string>();

function digest(domain: RouterDomain, structHash: string): string {
  const key = `${domain.chainId} ${domain.router}`;
  const separator = separators.get(key) ?? TypedDataEncoder.hashDomain(eip712Domain(domain));
  separators.set(key, separator);
  return keccak256(concat(["0x1901", separator, structHash]));
}

function isTypeName(type: string): type is TypeName {
  return type in typedData;
}
