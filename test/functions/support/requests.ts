import {
  type Addressable,
  type ContractTransactionResponse,
  parseUnits,
  type TransactionReceipt,
  type TransactionResponse,
  ZeroHash,
} from "ethers";
import { type Announcement, requestAnnounced } from "../../../protocol/announcement.ts";
import { unpackVerdict } from "../../../protocol/receipt.ts";
import { escrowOf, type PackedRequest, packRequest, type RequestHeader } from "../../../protocol/request.ts";
import type { Task } from "../../../protocol/task.ts";
import type { FunctionRouter, ScriptedConsumer } from "../../../types/index.js";
import { type Functions, programOf } from "./functions.ts";

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

/** A request that was made, as its event tells of it. */
export interface Request {
  readonly id: string;
  readonly header: RequestHeader;
  readonly task: Task;
}

export const GWEI = parseUnits("1", "gwei");

/** A call of function 1 with every limit set; the deadline is an hour from the latest block. */
export async function callOf({ connection }: Functions, changes: Partial<Call> = {}): Promise<Call> {
  return {
    program: programOf(),
    mode: 0n,
    data: `0x${"a7".repeat(68)}`,
    fuelLimit: 1_000_000n,
    maxResultBytes: 64n,
    callbackGasLimit: 100_000n,
    gasPriceCap: 50n * GWEI,
    deadline: BigInt(await connection.networkHelpers.time.latest()) + 3_600n,
    tag: ZeroHash,
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

/** Has the recording consumer make a request that it pays for itself, refunded to `refundTo`. */
export async function askPaid(functions: Functions, refundTo: Addressable, changes: Partial<Call> = {}) {
  const { consumer, router } = functions;
  const call = await callOf(functions, changes);
  const { total: value } = await router.quote(call);
  return requestIn(router, await consumer.askPaid(refundTo, call, { value }));
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

export function requestsIn({ interface: abi }: FunctionRouter, receipt: TransactionReceipt): Request[] {
  const events = receipt.logs.map((log) => abi.parseLog(log)?.args);
  return events.flatMap((args) => {
    if (args?.moment === undefined) return [];
    return [{ id: args.id, ...requestAnnounced(args as unknown as Announcement) }];
  });
}

/** The headers as the router takes them. */
export function packed(requests: readonly Request[]): PackedRequest[] {
  return requests.map(({ header }) => packRequest(header));
}

export async function isLive({ router }: Functions, requests: readonly Request[]): Promise<boolean[]> {
  return Promise.all(packed(requests).map((request) => router.isLive(request)));
}

/** What a `Settled` event says of a request, in wei. */
export async function settlementOf(
  router: FunctionRouter,
  sent: ContractTransactionResponse,
  { id, header }: Request,
) {
  const settled = (await settlementsIn(router, sent)).get(id);
  if (settled === undefined) throw new Error(`${id} is not settled`);
  return { ...settled, refunded: escrowOf(header) - settled.charged };
}

/** What the `Settled` events say, by request id. */
export async function settlementsIn(router: FunctionRouter, sent: ContractTransactionResponse) {
  const events = (await mined(sent)).logs.map((log) => router.interface.parseLog(log));
  const settled = events.filter((event) => event?.name === "Settled");
  return new Map(
    settled.map((event) => [
      event?.args.id as string,
      {
        ...unpackVerdict(event?.args.verdict),
        charged: event?.args.charged as bigint,
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
