import type { MandateRecord, MandateStep } from "./mandate-types.ts";

interface Standing {
  readonly now: bigint;
  /** Whether the treasury still holds the operation: it can be cancelled there too. */
  readonly held: boolean;
}

/** What must happen next for a mandate to be paid, or to be over. */
export function mandateStep(record: MandateRecord, { now, held }: Standing): MandateStep {
  const { state, readyAt = 0n } = record;
  const { expiry } = record.terms;
  if (state === "paid" || state === "ended") return { step: "none" };
  if (now > expiry) return { step: "expire" };
  if (state === "asked") return { step: "wait", awaiting: "answer", until: expiry };
  if (state === "answered") return { step: "schedule" };
  if (!held) return { step: "wait", awaiting: "expiry", until: expiry + 1n };
  return now < readyAt ? { step: "wait", awaiting: "payment", until: readyAt } : { step: "execute" };
}
