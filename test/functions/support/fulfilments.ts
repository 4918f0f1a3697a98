import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { keccak256 } from "ethers";
import { Outcome } from "../../../protocol/outcome.ts";
import { packVerdict, type Receipt, statelessReceipt } from "../../../protocol/receipt.ts";
import { packRequest, type RequestHeader } from "../../../protocol/request.ts";
import type { Functions } from "./functions.ts";
import { batchOf, signBatch } from "./operators.ts";
import { GWEI, type Request } from "./requests.ts";

/** A request with what operators say of it. */
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
  /** Place of the operator that sends, or for which is sent. */
  readonly submitter?: bigint;
  /** Wei a unit of gas. */
  readonly gasPrice?: bigint;
  readonly gasLimit?: bigint;
}

export const WORD = `0x${"5a".repeat(32)}`;
/** The only price a unit of gas that tests pay unless they say otherwise; the base fee is below it. */
export const GAS_PRICE = 2n * GWEI;

/** What settles the request; by default a success that burnt a third of the fuel and returned a word. */
export function answer({ id, header }: Request, how: Answer = {}): Fulfilment {
  const outcome = how.outcome ?? Outcome.Success;
  const result = how.result ?? (carriesResult(outcome) ? WORD : "0x");
  const fuelUsed = how.fuelUsed ?? usualFuel(outcome, header);
  const receipt = statelessReceipt(id, { outcome, resultHash: keccak256(result), fuelUsed });
  return { header, receipt: { ...receipt, ...how.falsified }, result };
}

/** The same as the router takes it: what a receipt says beside outcome and fuel follows from the rest. */
export function packFulfilment({ header, receipt, result }: Fulfilment) {
  return { request: packRequest(header), verdict: packVerdict(receipt), result };
}

/** Signs the batch and sends it as the operators' sender does. */
export async function fulfil(
  functions: Functions,
  fulfilments: readonly Fulfilment[],
  submission: Submission = {},
) {
  const { keys, domain, router, sender } = functions;
  const { epoch = 1n, places, from = sender, submitter = 0n } = submission;
  const { gasPrice = GAS_PRICE, gasLimit = 16_000_000n } = submission;
  const quorum = await signBatch(keys, domain, batchOf(fulfilments, epoch), places);
  const batch = fulfilments.map(packFulfilment);
  return router.connect(from).fulfill(batch, epoch, quorum, submitter, { gasPrice, gasLimit });
}

/** Fulfils requests in a batch, all answered alike. */
export async function settle(
  functions: Functions,
  requests: readonly Request[],
  how: Answer = {},
  submission: Submission = {},
) {
  const fulfilments = requests.map((request) => answer(request, how));
  return fulfil(functions, fulfilments, submission);
}

/** Brings the result of a failed callback, as whoever is `functions.stranger`. */
export async function deliver({ router, stranger }: Functions, fulfilment: Fulfilment) {
  const { request, verdict, result } = packFulfilment(fulfilment);
  return router.connect(stranger).deliver(request, verdict, result);
}

/** Empties the sender's tills of these functions, so that their fees can be claimed. */
export async function collect(
  { router, sender }: Functions,
  functionIds: readonly bigint[] = [1n],
  epoch = 1n,
) {
  return router.collect(functionIds.map((functionId) => ({ epoch, submitter: sender.address, functionId })));
}

function carriesResult(outcome: Outcome): boolean {
  return outcome === Outcome.Success || outcome === Outcome.Revert;
}

function usualFuel(outcome: Outcome, { fuelLimit }: RequestHeader): bigint {
  if (outcome === Outcome.Unserviceable) return 0n;
  return carriesResult(outcome) ? fuelLimit / 3n : fuelLimit;
}
