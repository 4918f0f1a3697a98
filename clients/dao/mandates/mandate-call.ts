import { type FunctionFragment, ZeroAddress } from "ethers";
import { fail } from "../../../protocol/errors.ts";
import { moment } from "../../../protocol/moment.ts";
import type { IMandates } from "../../../types/dao/Mandates.js";
import {
  AlthingGovernor__factory,
  FunctionRouter__factory,
  type Mandates,
  Treasury__factory,
} from "../../../types/index.js";
import type { AddressBook } from "../../address-book.ts";
import type { DescribedCall } from "../../calls/call-types.ts";
import { callsOf } from "../../calls/contract-calls.ts";
import { CallBuilder, durationWithin } from "../../functions/call-builder.ts";
import { endpointsOf, findEndpoint } from "../../functions/endpoint.ts";
import { Programs } from "../../functions/programs.ts";
import { RegistryReader } from "../../functions/registry-reader.ts";
import { parseAddress } from "../../support/addresses.ts";
import type { ContractCaller } from "../../support/contract-caller.ts";
import { requireUint } from "../../support/ranges.ts";
import type { MandateDraft } from "./mandate-types.ts";

/** As `MandateCall` in contracts/dao: what the router charges for beside the fuel. */
const CALLBACK_GAS = 60_000n;
const CALLBACK_BYTE_GAS = 14n;
const LIST_BYTES = 64n;
const ENTRY_BYTES = 64n;

const MAX_RECIPIENTS = 100;

interface Asked {
  readonly addresses: AddressBook;
  readonly caller: ContractCaller;
  readonly mandates: Mandates;
}

/**
 * The call that opens a mandate, with all the ether that its request may cost. Throws ALT_DAO_MANDATE_ENDPOINT,
 * ALT_DAO_MANDATE_RECIPIENTS or ALT_DAO_MANDATE_EXPIRY where it could not be carried out, and what asking the
 * function would throw.
 */
export async function callToOpen(asked: Asked, draft: MandateDraft): Promise<DescribedCall> {
  const { maxRecipients } = draft;
  if (!Number.isInteger(maxRecipients) || maxRecipients < 1 || maxRecipients > MAX_RECIPIENTS)
    throw fail("ALT_DAO_MANDATE_RECIPIENTS", { recipients: maxRecipients, maximum: MAX_RECIPIENTS });
  const { question, value } = await questionOf(asked, draft);
  await requireTime(asked, draft, question.duration);
  const { open } = callsOf(asked.addresses, asked.mandates);
  return open(termsOf(draft), question, { value });
}

type Question = {
  [Field in keyof IMandates.QuestionStruct]: Field extends "data" | "program" ? string : bigint;
};
type Terms = { [Field in keyof IMandates.TermsStruct]: Field extends "asset" | "guardian" ? string : bigint };

function termsOf({ asset, guardian, maxPerRecipient, ...draft }: MandateDraft): Terms {
  const maxTotal = requireUint(draft.maxTotal, 128, "most that is paid in all");
  return {
    asset: asset === undefined ? ZeroAddress : parseAddress(asset, "asset"),
    expiry: requireUint(draft.expiry, 48, "expiry"),
    delay: requireUint(draft.delay ?? 0n, 32, "delay"),
    maxRecipients: BigInt(draft.maxRecipients),
    guardian: guardian === undefined ? ZeroAddress : parseAddress(guardian, "guardian"),
    maxTotal,
    maxPerRecipient: requireUint(maxPerRecipient ?? maxTotal, 128, "most that one recipient gets"),
  };
}

/** Asked through the router that the mandates use, which may not be the one that the directory names now. */
async function questionOf({ addresses, caller, mandates }: Asked, draft: MandateDraft) {
  const address = await caller.read("mandates", () => mandates.functionRouter());
  const router = FunctionRouter__factory.connect(address, caller.runner);
  const registry = new RegistryReader(addresses, caller);
  await requireEndpoint(registry, draft);
  const maxResultBytes = LIST_BYTES + BigInt(draft.maxRecipients) * ENTRY_BYTES;
  const callbackGasLimit = CALLBACK_GAS + maxResultBytes * CALLBACK_BYTE_GAS;
  const builder = new CallBuilder({ caller, router, registry, programs: new Programs(caller, router) });
  const call = await builder.build({ ...draft.question, maxResultBytes, callbackGasLimit });
  const [terms, { total }] = await caller.read("router", () =>
    Promise.all([router.terms(), router.quote(call)]),
  );
  const maxCost = requireUint(draft.maxCost ?? total, 128, "most that the request may cost");
  const question: Question = {
    program: String(call.program),
    fuelLimit: BigInt(call.fuelLimit),
    gasPriceCap: BigInt(call.gasPriceCap),
    duration: durationWithin(terms, draft.question.duration),
    maxCost,
    data: String(call.data),
  };
  // All of it: what the mandates' account has now, other mandates may have used by then. What is left is the treasury's.
  return { question, value: maxCost };
}

const PAYOUTS = "(address,uint256)[]";

/** Mandates ask queries alone, and pay what comes back as it is. */
async function requireEndpoint(registry: RegistryReader, { question }: MandateDraft): Promise<void> {
  const { functionId, endpoint: name } = question;
  const { version } = await registry.version(functionId, question.version);
  const abi = await registry.abi(functionId, version);
  const endpoint = findEndpoint(abi, functionId, name);
  if (isPayroll(endpoint)) return;
  const fitting = endpointsOf(abi).filter((signature) => isPayroll(findEndpoint(abi, functionId, signature)));
  throw fail("ALT_DAO_MANDATE_ENDPOINT", {
    functionId,
    endpoint: endpoint.format("sighash"),
    endpoints: fitting.join(", ") || "none",
  });
}

function isPayroll({ constant, outputs }: FunctionFragment): boolean {
  return constant && outputs.length === 1 && outputs[0]?.format("sighash") === PAYOUTS;
}

/** Vote, timelock, request and payment follow each other: what expires before cannot be paid. */
async function requireTime(
  { addresses, caller }: Asked,
  { expiry, delay = 0n }: MandateDraft,
  duration: bigint,
): Promise<void> {
  const governor = AlthingGovernor__factory.connect(addresses.governor, caller.runner);
  const treasury = Treasury__factory.connect(addresses.treasury, caller.runner);
  const [now, votingDelay, votingPeriod, held] = await caller.read("governor", () =>
    Promise.all([caller.now(), governor.votingDelay(), governor.votingPeriod(), treasury.getMinDelay()]),
  );
  const earliest = now + votingDelay + votingPeriod + held + duration + (delay > held ? delay : held);
  if (expiry < earliest)
    throw fail("ALT_DAO_MANDATE_EXPIRY", { expiry: moment(expiry), earliest: moment(earliest) });
}
