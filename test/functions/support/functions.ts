import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { id, keccak256, parseUnits, toUtf8Bytes, type Wallet, ZeroAddress, ZeroHash } from "ethers";
import { hashProgram, type RouterDomain } from "../../../protocol/typed-data.ts";
import type {
  FunctionRegistry,
  FunctionRouter,
  OperatorSet,
  RecordingConsumer,
} from "../../../types/index.js";
import type { Connection } from "../../fixtures/connection.ts";
import { operatorKeys } from "./operators.ts";

export const EXECUTION_DOMAIN = id("execution domain of these tests");
export const CODE_HASH = keccak256(toUtf8Bytes("artefact"));
/** A cap on an allowance that is none: the router counts nothing. */
export const NO_CAP = 2n ** 128n - 1n;

/** `IFunctionRouter.Terms`: wei, basis points, seconds. Every part of a price differs from zero. */
export const TERMS = {
  fixedFee: parseUnits("20001", "gwei"),
  fuelPrice: 1_003n,
  bytePrice: parseUnits("3", "gwei"),
  tipCap: parseUnits("2", "gwei"),
  minGasPriceCap: parseUnits("1", "gwei"),
  treasuryShare: 1_000n,
  maxRoyaltyShare: 2_000n,
  minDuration: 60n,
  maxDuration: 86_400n,
};

/** `IFunctionRegistry.Draft` of a stateless function. */
export const DRAFT = {
  codeHash: CODE_HASH,
  initialStateRoot: ZeroHash,
  kind: 1n,
  flags: 0n,
  royaltyShare: 700n,
  artefact: toUtf8Bytes("artefact"),
  uri: "",
  abiJson: "[]",
};

/** Registry with one function (id and version 1), operators, router, and a consumer with a funded account. */
export interface Functions {
  readonly connection: Connection;
  /** Owns operator set and router. */
  readonly dao: HardhatEthersSigner;
  readonly guardian: HardhatEthersSigner;
  readonly author: HardhatEthersSigner;
  /** Holds the funded account, which the consumer may spend without limit. */
  readonly payer: HardhatEthersSigner;
  readonly sender: HardhatEthersSigner;
  readonly stranger: HardhatEthersSigner;
  readonly keys: readonly Wallet[];
  readonly registry: FunctionRegistry;
  readonly operatorSet: OperatorSet;
  readonly router: FunctionRouter;
  readonly consumer: RecordingConsumer;
  readonly domain: RouterDomain;
}

export async function deployFunctions(connection: Connection, operators = 1): Promise<Functions> {
  const { ethers } = connection;
  const people = await peopleOf(connection);
  const { dao, guardian, author, sender } = people;
  const keys = operatorKeys(operators);
  const registry = await ethers.deployContract("FunctionRegistry");
  await registry.publish(author, DRAFT);
  const operatorSet = await ethers.deployContract("OperatorSet", [
    dao,
    guardian,
    ZeroAddress,
    membersOf(keys, sender),
  ]);
  const router = await deployRouter({ ...people, connection, registry, operatorSet });
  await operatorSet.addRouter(router);
  await router.admit(1n, 1n, EXECUTION_DOMAIN);
  const consumer = await ethers.deployContract("RecordingConsumer", [router]);
  await fund(router, people.payer, consumer);
  const { chainId } = await ethers.provider.getNetwork();
  const domain = { chainId, router: await router.getAddress() };
  return { connection, ...people, keys, registry, operatorSet, router, consumer, domain };
}

/** A router that no operator set serves yet. */
export async function deployRouter(
  parts: Pick<Functions, "connection" | "dao" | "registry" | "operatorSet">,
): Promise<FunctionRouter> {
  const { connection, dao, registry, operatorSet } = parts;
  const args = [dao, registry, operatorSet, TERMS, EXECUTION_DOMAIN];
  return connection.ethers.deployContract("FunctionRouter", args);
}

/** `IOperatorSet.Operator` of each key: one sender for all, and a payout account of its own. */
export function membersOf(keys: readonly Wallet[], sender: HardhatEthersSigner) {
  return keys.map((key) => ({ signer: key.address, sender: sender.address, payout: payoutOf(key) }));
}

export function payoutOf(key: Wallet): string {
  return `0x${id(`payout ${key.address}`).slice(-40)}`;
}

/** What calls name: a version of a function under a domain, whether it was admitted or not. */
export function programOf(functionId = 1n, version = 1n, executionDomain = EXECUTION_DOMAIN): string {
  return hashProgram({ functionId, version, codeHash: CODE_HASH, executionDomain });
}

/** Publishes another function and admits its program. */
export async function publish({ registry, router, author }: Functions, changes: Partial<typeof DRAFT> = {}) {
  await registry.publish(author, { ...DRAFT, ...changes });
  const functionId = await registry.functionCount();
  await router.admit(functionId, 1n, EXECUTION_DOMAIN);
  return { functionId, program: programOf(functionId) };
}

async function fund(router: FunctionRouter, payer: HardhatEthersSigner, consumer: RecordingConsumer) {
  await router.deposit(payer, { value: 10n ** 20n });
  await router.connect(payer).authorize(consumer, NO_CAP);
}

async function peopleOf({ ethers }: Connection) {
  const [, dao, author, payer, sender, stranger, guardian] = await ethers.getSigners();
  if (!dao || !author || !payer || !sender || !stranger || !guardian)
    throw new Error("the node has too few accounts");
  return { dao, author, payer, sender, stranger, guardian };
}
