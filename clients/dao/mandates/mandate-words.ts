import { moment } from "../../../protocol/moment.ts";
import { Outcome } from "../../../protocol/outcome.ts";
import { amountOf, figure } from "../../support/format.ts";
import { inWords } from "../../support/words.ts";
import type { Mandate, MandateAsset, MandateEnding } from "./mandate-types.ts";

/** Where a mandate stands, what comes next and who can do something about it, in sentences. */
export function mandateInWords(mandate: Mandate): string[] {
  return [...standing(mandate), ...refusal(mandate)];
}

/** An amount of what a mandate pays in: `1.5 ETH`. */
export function assetAmount({ decimals, symbol }: MandateAsset, units: bigint): string {
  return `${amountOf(units, decimals)} ${symbol}`;
}

/** What a mandate's list pays in all; undefined where it has none. */
export function totalOf({ payouts }: Pick<Mandate, "payouts">): bigint | undefined {
  return payouts?.reduce((sum, { amount }) => sum + amount, 0n);
}

function standing(mandate: Mandate): string[] {
  const { next, state, terms } = mandate;
  if (next.step === "expire")
    return [`It could be paid until ${moment(terms.expiry)}: anyone can end it now.`];
  switch (state) {
    case "asked":
      return [
        `The function was asked, with request ${mandate.requestId}, and has not answered.`,
        `Without a payment by ${moment(terms.expiry)} the mandate comes to nothing.`,
      ];
    case "answered":
      return [`The function answered: ${listInWords(mandate)}.`, schedulingInWords(mandate)];
    case "scheduled":
      return scheduledInWords(mandate);
    case "paid":
      return [`It was paid: ${listInWords(mandate)}.`, ...creditsInWords(mandate)];
    case "ended":
      return [`It ended unpaid: ${endingInWords(mandate)}.`];
  }
}

function schedulingInWords({ now, delayNow, terms: { expiry } }: Mandate): string {
  if (now + delayNow > expiry)
    return `It comes too late: held for ${inWords(delayNow)} it could be paid from ${moment(now + delayNow)} on, and no later than ${moment(expiry)}. Whoever schedules it ends it.`;
  return `Anyone can schedule it until ${moment(expiry - delayNow)}; a list that exceeds the mandate ends it then.`;
}

function scheduledInWords(mandate: Mandate): string[] {
  const { next, terms, now } = mandate;
  const what = `Within the mandate: ${listInWords(mandate)}.`;
  if (next.step === "execute")
    return [what, `The delay is over: anyone can execute it until ${moment(terms.expiry)}.`];
  if (next.step === "wait" && next.awaiting === "payment")
    return [
      what,
      `The treasury holds it for another ${inWords(next.until - now)}, until ${moment(next.until)}.`,
      "Anyone can execute it then.",
    ];
  return [
    what,
    `It was cancelled in the treasury itself; once it is past ${moment(terms.expiry)}, anyone can end it.`,
  ];
}

/** Who can still stop it. */
function refusal({ next, terms, cancellers }: Mandate): string[] {
  if (next.step === "none" || next.step === "expire") return [];
  const guardian = terms.guardian === undefined ? [] : [`${terms.guardian}, its guardian`];
  const others = cancellers.filter((account) => account !== terms.guardian);
  const refusers = [...guardian, ...others.map((account) => `${account}, a canceller of the treasury`)];
  return [`Until it is paid, ${[...refusers, ""].join(", and ")}the DAO can refuse it.`];
}

function listInWords({ payouts, asset, ...rest }: Mandate): string {
  const total = totalOf({ payouts });
  if (payouts === undefined || total === undefined) return "what is no list of payouts";
  const recipients = payouts.length === 1 ? "one recipient" : `${figure(payouts.length)} recipients`;
  const of = ` of at most ${assetAmount(asset, rest.terms.maxTotal)}`;
  return `${assetAmount(asset, total)}${of} to ${recipients}`;
}

function creditsInWords({ payouts = [], asset }: Mandate): string[] {
  return payouts
    .filter(({ credited }) => credited)
    .map(
      ({ recipient, amount }) =>
        `${recipient} refused its ${assetAmount(asset, amount)}, which are kept for it to withdraw.`,
    );
}

function endingInWords(mandate: Mandate): string {
  const { terms, asset, payouts = [] } = mandate;
  const [most = 0n] = payouts.map(({ amount }) => amount).sort((one, other) => (one < other ? 1 : -1));
  const endings: Readonly<Record<MandateEnding, string>> = {
    none: "for a reason that is not known",
    failed: failureInWords(mandate),
    malformed: "the answer is no list of payouts",
    empty: "the answer pays nobody",
    tooMany: `the answer pays ${figure(payouts.length)} recipients, and at most ${terms.maxRecipients} were voted`,
    unsorted: "the answer's recipients do not ascend, or one is there twice",
    recipient: "the answer pays the mandates' own contract",
    recipientLimit: `the answer pays one recipient ${assetAmount(asset, most)}, and at most ${assetAmount(asset, terms.maxPerRecipient)} were voted`,
    totalLimit: `the answer pays ${assetAmount(asset, totalOf(mandate) ?? 0n)}, and at most ${assetAmount(asset, terms.maxTotal)} were voted`,
    expired: `it could be paid until ${moment(terms.expiry)}`,
    cancelled: "it was refused",
  };
  return endings[mandate.ending ?? "none"];
}

function failureInWords({ failure, error }: Mandate): string {
  switch (failure?.outcome) {
    case Outcome.Revert:
      return `the function reverted with ${error ?? failure.reason}`;
    case Outcome.OutOfFuel:
      return "the function ran out of fuel";
    case Outcome.Trap:
      return "the function trapped, or its answer was longer than the voted recipients need";
    default:
      return "the function could not be run";
  }
}
