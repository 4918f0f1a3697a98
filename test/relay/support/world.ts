import path from "node:path";
import { Interface, keccak256, parseUnits, type Wallet, ZeroAddress, ZeroHash } from "ethers";
import type { AddressBook } from "../../../clients/address-book.ts";
import { developmentWallets } from "../../../protocol/local-chain.ts";
import { executionDomain } from "../../../runtime/domain.ts";
import { publishFunction } from "../../../testing/publish.ts";
import type { Connection } from "../../fixtures/connection.ts";

/** `IFunctionRouter.Terms`; wei, basis points, seconds. */
export const TERMS = {
  fixedFee: parseUnits("1000", "gwei"),
  fuelPrice: 1_000n,
  bytePrice: parseUnits("1", "gwei"),
  tipCap: parseUnits("2", "gwei"),
  minGasPriceCap: 1n,
  treasuryShare: 1_000n,
  maxRoyaltyShare: 2_000n,
  minDuration: 5n,
  maxDuration: 86_400n,
};

/** The first accounts are the tests' people; operators come from the end. */
const FIRST_OPERATOR = 9;

export const probe = new Interface([
  "error TooBig(uint256 n)",
  "function double(uint256 n) view returns (uint256)",
  "function spin() view",
  "function echo(bytes data) view returns (bytes)",
]);

/** Keys of a local node's accounts, ascending by address as the operator set wants them. */
export function operatorWallets(count: number): Wallet[] {
  const wallets = developmentWallets().slice(FIRST_OPERATOR, FIRST_OPERATOR + count);
  return wallets.sort((a, b) => (BigInt(a.address) < BigInt(b.address) ? -1 : 1));
}

/** The function contracts with the function `probe` published as version 1 of function 1, and a funded consumer. */
export async function deployWorld(connection: Connection, operators = 1) {
  const { ethers } = connection;
  const [deployer, dao, payer] = await ethers.getSigners();
  if (!deployer || !dao || !payer) throw new Error("the node has too few accounts");
  const wallets = operatorWallets(operators);
  const members = wallets.map(({ address }) => ({ signer: address, sender: address, payout: address }));
  const registry = await ethers.deployContract("FunctionRegistry");
  const operatorSet = await ethers.deployContract("OperatorSet", [dao, dao, ZeroAddress, members]);
  const domain = await executionDomain();
  const router = await ethers.deployContract("FunctionRouter", [dao, registry, operatorSet, TERMS, domain]);
  await operatorSet.addRouter(router);
  const consumer = await ethers.deployContract("RecordingConsumer", [router]);
  await router.deposit(payer, { value: 10n ** 20n });
  await router.connect(payer).authorize(consumer, 2n ** 128n - 1n);
  const addresses: AddressBook = {
    chainId: (await ethers.provider.getNetwork()).chainId,
    token: ZeroAddress,
    treasury: ZeroAddress,
    governor: ZeroAddress,
    collection: ZeroAddress,
    registry: await registry.getAddress(),
    operatorSet: await operatorSet.getAddress(),
    router: await router.getAddress(),
    directory: ZeroAddress,
  };
  const entry = path.resolve(import.meta.dirname, "../guests/probe.ts");
  const { functionId } = await publishFunction(connection, addresses, entry);
  return {
    connection,
    dao,
    payer,
    wallets,
    registry,
    operatorSet,
    router,
    consumer,
    domain,
    addresses,
    functionId,
  };
}

export type World = Awaited<ReturnType<typeof deployWorld>>;

/** `Call` of FunctionTypes.sol. */
export interface Call {
  readonly program: string;
  readonly mode: bigint;
  readonly data: string;
  readonly fuelLimit: bigint;
  readonly maxResultBytes: bigint;
  readonly callbackGasLimit: bigint;
  readonly gasPriceCap: bigint;
  readonly deadline: bigint;
  readonly tag: string;
}

/** What of a world a call needs. */
type Callable = Pick<World, "connection" | "router" | "functionId" | "domain">;

/** A call, and the program to be called where it is another than the probe. */
export type CallChanges = Partial<Omit<Call, "program">> & {
  readonly functionId?: bigint;
  readonly executionDomain?: string;
};

/** A call of the probe with an hour's time. */
export async function callOf(world: Callable, changes: CallChanges = {}): Promise<Call> {
  const { functionId = world.functionId, executionDomain: domain = world.domain, ...rest } = changes;
  return {
    program: await admitted(world, functionId, domain),
    mode: 0n,
    data: probe.encodeFunctionData("double", [21n]),
    fuelLimit: 20_000_000n,
    maxResultBytes: 256n,
    callbackGasLimit: 100_000n,
    gasPriceCap: parseUnits("10", "gwei"),
    deadline: BigInt(await world.connection.networkHelpers.time.latest()) + 3_600n,
    tag: ZeroHash,
    ...rest,
  };
}

/** The program of a function's first version, which the router admits unless it did before. */
async function admitted({ router }: Callable, functionId: bigint, domain: string): Promise<string> {
  const program = await router.admit.staticCall(functionId, 1n, domain);
  if (!(await router.isAdmitted(program))) await router.admit(functionId, 1n, domain);
  return program;
}

/** Has the consumer make a request that the payer's account pays for. */
export async function ask(world: World, changes: CallChanges = {}) {
  const { consumer, payer } = world;
  return consumer.ask(payer, await callOf(world, changes), 2n ** 255n);
}

/** Gas for any request: an estimate is too low where others of the same account come before it and take its slot. */
const REQUEST_GAS = 500_000n;

/** Has the consumer make so many requests at once. */
export async function askMany(world: World, count: number, changes: CallChanges = {}) {
  const { consumer, payer } = world;
  const call = await callOf(world, changes);
  const asked = Array.from({ length: count }, () =>
    consumer.ask(payer, call, 2n ** 255n, { gasLimit: REQUEST_GAS }),
  );
  return Promise.all(asked);
}

/** Has the consumer make a request that it pays for itself, refunded to `refundTo`. */
export async function askPaid(world: World, refundTo: string, changes: CallChanges = {}) {
  const { consumer, router } = world;
  const call = await callOf(world, changes);
  const { total } = await router.quote(call);
  return consumer.askPaid(refundTo, call, { value: total });
}

interface RawOptions {
  /** `Kind` of FunctionTypes.sol: 0 WebAssembly, 1 JavaScript. */
  readonly kind?: bigint;
  /** Where the bytes are, instead of on chain. */
  readonly uri?: string;
}

/** Publishes bytes as they are, as a new function. */
export async function publishRaw(
  { registry, payer }: World,
  bytes: Uint8Array,
  { kind = 1n, uri = "" }: RawOptions = {},
): Promise<bigint> {
  await registry.publish(payer, {
    codeHash: keccak256(bytes),
    initialStateRoot: ZeroHash,
    kind,
    flags: 0n,
    royaltyShare: 0n,
    artefact: uri === "" ? bytes : "0x",
    uri,
    abiJson: "[]",
  });
  return registry.functionCount();
}
