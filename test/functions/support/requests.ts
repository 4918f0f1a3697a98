import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import {
  type Addressable,
  type ContractTransactionResponse,
  keccak256,
  parseUnits,
  type TransactionReceipt,
  type TransactionResponse,
} from "ethers";
import { Outcome } from "../../../protocol/outcome.ts";
import { type Receipt, statelessReceipt } from "../../../protocol/receipt.ts";
import { type RequestHeader, toRequestHeader } from "../../../protocol/request.ts";
import type { FunctionRouter, ScriptedConsumer } from "../../../types/index.js";
import { EXECUTION_DOMAIN, type Functions } from "./functions.ts";
import { batchOf, signBatch } from "./operators.ts";

/** `Call` of FunctionTypes.sol. */
export interface Call {
  readonly functionId: bigint;
  readonly version: bigint;
  readonly executionDomain: string;
  readonly mode: bigint;
  readonly data: string;
  readonly fuelLimit: bigint;
  readonly maxResultBytes: bigint;
  readonly callbackGasLimit: bigint;
  readonly gasPriceCap: bigint;
  readonly deadline: bigint;
}

/** A request that was made: its id and header. */
export interface Request {
  readonly id: string;
  readonly header: RequestHeader;
}

/** `Fulfilment` of FunctionTypes.sol. */
export interface Fulfilment {
  readonly header: RequestHeader;
  readonly receipt: Receipt;
  readonly result: string;
}

/** How an execution ended, and what of the receipt to falsify. */
export interface Answer {
  readonly outcome?: Outcome;
  readonly result?: string;
  readonly fuelUsed?: bigint;
  readonly falsified?: Partial<Receipt>;
}

export interface Submission {
  readonly epoch?: bigint;
  readonly places?: readonly number[];
  readonly from?: HardhatEthersSigner;
  /** Wei a unit of gas. */
  readonly gasPrice?: bigint;
  readonly gasLimit?: bigint;
}

export const GWEI = parseUnits("1", "gwei");
export const WORD = `0x${"5a".repeat(32)}`;
/** The only price a unit of gas that tests pay unless they say otherwise; the base fee is below it. */
export const GAS_PRICE = 2n * GWEI;

/** A call of function 1 with every limit set; the deadline is an hour from the latest block. */
export async function callOf({ connection }: Functions, changes: Partial<Call> = {}): Promise<Call> {
  return {
    functionId: 1n,
    version: 1n,
    executionDomain: EXECUTION_DOMAIN,
    mode: 0n,
    data: `0x${"a7".repeat(68)}`,
    fuelLimit: 1_000_000n,
    maxResultBytes: 64n,
    callbackGasLimit: 100_000n,
    gasPriceCap: 50n * GWEI,
    deadline: BigInt(await connection.networkHelpers.time.latest()) + 3_600n,
    ...changes,
  };
}

/** Has the recording consumer make a request that the payer's account pays for. */
export async function ask(functions: Functions, changes: Partial<Call> = {}): Promise<Request> {
  const { consumer, payer, router } = functions;
  const sent = await consumer.ask(payer, await callOf(functions, changes), 2n ** 255n);
  return requestIn(router, sent);
}

export async function askMany(functions: Functions, count: number, changes: Partial<Call> = {}) {
  const requests: Request[] = [];
  for (let i = 0; i < count; i++) requests.push(await ask(functions, changes));
  return requests;
}

/** Has a contract that passes on what it is called with (GasProbe) make a request, paid and refunded by the payer. */
export async function askThrough(
  { router, payer }: Functions,
  passer: Addressable,
  call: Call,
): Promise<Request> {
  const data = router.interface.encodeFunctionData("requestPaid", [payer.address, call]);
  const { total: value } = await router.quote(call);
  return requestIn(router, await payer.sendTransaction({ to: passer, data, value }));
}

/** Has a scripted consumer make a request, paid and refunded by the payer. */
export async function askScripted(
  { router, payer }: Functions,
  consumer: ScriptedConsumer,
  call: Call,
): Promise<Request> {
  const data = router.interface.encodeFunctionData("requestPaid", [payer.address, call]);
  const { total: value } = await router.quote(call);
  const sent = await consumer.connect(payer).act({ target: router, value, data }, { value });
  return requestIn(router, sent);
}

/** The request that a transaction announced. */
export async function requestIn(router: FunctionRouter, sent: TransactionResponse): Promise<Request> {
  const [request] = requestsIn(router, await mined(sent));
  if (request === undefined) throw new Error(`no request in ${sent.hash}`);
  return request;
}

export function requestsIn(router: FunctionRouter, receipt: TransactionReceipt): Request[] {
  const { interface: abi } = router;
  return receipt.logs
    .map((log) => abi.parseLog(log))
    .filter((event) => event?.name === "Requested")
    .map((event) => ({ id: event?.args.id as string, header: toRequestHeader(event?.args.header) }));
}

/** What settles the request; by default a success that burnt a third of the fuel and returned a word. */
export function answer({ id, header }: Request, how: Answer = {}): Fulfilment {
  const outcome = how.outcome ?? Outcome.Success;
  const result = how.result ?? (carriesResult(outcome) ? WORD : "0x");
  const fuelUsed = how.fuelUsed ?? usualFuel(outcome, header);
  const receipt = statelessReceipt(id, { outcome, resultHash: keccak256(result), fuelUsed });
  return { header, receipt: { ...receipt, ...how.falsified }, result };
}

/** Signs the batch and sends it as the operators' sender does. */
export async function fulfil(
  functions: Functions,
  fulfilments: readonly Fulfilment[],
  submission: Submission = {},
) {
  const { keys, domain, router, sender } = functions;
  const { epoch = 1n, places, from = sender, gasPrice = GAS_PRICE, gasLimit = 16_000_000n } = submission;
  const quorum = await signBatch(keys, domain, batchOf(fulfilments, epoch), places);
  return router.connect(from).fulfill([...fulfilments], epoch, quorum, { gasPrice, gasLimit });
}

/** What a `Settled` event says, by request id. */
export async function settlementsIn(router: FunctionRouter, sent: ContractTransactionResponse) {
  const events = (await mined(sent)).logs.map((log) => router.interface.parseLog(log));
  const settled = events.filter((event) => event?.name === "Settled");
  return new Map(
    settled.map((event) => [
      event?.args.id as string,
      {
        charged: event?.args.charged as bigint,
        refunded: event?.args.refunded as bigint,
        reimbursed: event?.args.reimbursed as bigint,
      },
    ]),
  );
}

export async function mined(sent: TransactionResponse): Promise<TransactionReceipt> {
  const receipt = await sent.wait();
  if (receipt === null) throw new Error(`${sent.hash} is not mined`);
  return receipt;
}

function carriesResult(outcome: Outcome): boolean {
  return outcome === Outcome.Success || outcome === Outcome.Revert;
}

function usualFuel(outcome: Outcome, { fuelLimit }: RequestHeader): bigint {
  if (outcome === Outcome.Unserviceable) return 0n;
  return carriesResult(outcome) ? fuelLimit / 3n : fuelLimit;
}
