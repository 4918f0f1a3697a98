import type { Outcome } from "../../../protocol/outcome.ts";
import type { FunctionCall } from "../../functions/function-types.ts";
import type { Mined } from "../../support/contract-caller.ts";

/** Where a mandate can stand. */
export type MandateState = "asked" | "answered" | "scheduled" | "paid" | "ended";

/** Why a mandate ended unpaid, in the order in which the contract numbers it. */
export const mandateEndings = [
  "none",
  "failed",
  "malformed",
  "empty",
  "tooMany",
  "unsorted",
  "recipient",
  "recipientLimit",
  "totalLimit",
  "expired",
  "cancelled",
] as const;
export type MandateEnding = (typeof mandateEndings)[number];

/** What is asked. The endpoint is a view that returns `(address recipient, uint256 amount)[]`. */
export type MandateQuestion = Omit<FunctionCall, "maxResultBytes" | "callbackGasLimit" | "tag">;

/** What is voted on. Amounts are the asset's smallest units, times are seconds. */
export interface MandateDraft {
  /** Who is paid how much, a function says. */
  readonly question: MandateQuestion;
  /** An ERC-20; the network's currency if left out. */
  readonly asset?: string;
  /** Most that the whole list may pay. */
  readonly maxTotal: bigint;
  /** Most that one recipient may get; as much as the total if left out. */
  readonly maxPerRecipient?: bigint;
  /** Longest list, 1 to 100. */
  readonly maxRecipients: number;
  /** Last second of a payment, in Unix time. */
  readonly expiry: bigint;
  /** Least that the payment waits in the treasury; the timelock's own delay if that is longer, or nothing is said. */
  readonly delay?: bigint;
  /** Who may refuse the payment beside the DAO. */
  readonly guardian?: string;
  /** Most wei that the request may hold in escrow; what it costs at most now if left out. */
  readonly maxCost?: bigint;
}

/** What a mandate pays in. */
export interface MandateAsset {
  /** An ERC-20; undefined: the network's currency. */
  readonly address: string | undefined;
  readonly symbol: string;
  readonly decimals: number;
}

/** What was voted. */
export interface MandateTerms {
  /** An ERC-20; undefined: the network's currency. */
  readonly asset: string | undefined;
  readonly maxTotal: bigint;
  readonly maxPerRecipient: bigint;
  readonly maxRecipients: bigint;
  readonly expiry: bigint;
  readonly delay: bigint;
  readonly guardian: string | undefined;
}

export interface MandatePayout {
  readonly recipient: string;
  readonly amount: bigint;
  /** The recipient refused it: it is kept for it, see `IPayoutCredits`. */
  readonly credited: boolean;
}

/** What the chain's events tell of a mandate. */
export interface MandateRecord {
  readonly id: bigint;
  readonly state: MandateState;
  readonly terms: MandateTerms;
  readonly requestId: string;
  /** What the function returned, in hex; undefined as long as it has not. */
  readonly result: string | undefined;
  /** What that is as a list; undefined where it is none. */
  readonly payouts: readonly MandatePayout[] | undefined;
  /** The operation of the treasury that pays; undefined until the answer is scheduled. */
  readonly operation: string | undefined;
  /** From when it can be paid. */
  readonly readyAt: bigint | undefined;
  /** Why it ended; undefined unless it did. */
  readonly ending: MandateEnding | undefined;
  /** How the function failed, and its error data in hex. */
  readonly failure: { readonly outcome: Outcome; readonly reason: string } | undefined;
}

/** What must happen next, and when it can. Each step but the function's answer is anyone's to take. */
export type MandateStep =
  | { readonly step: "wait"; readonly awaiting: "answer" | "payment" | "expiry"; readonly until: bigint }
  | { readonly step: "schedule" | "execute" | "expire" | "none" };

/** A mandate and where it stands. */
export interface Mandate extends MandateRecord {
  readonly asset: MandateAsset;
  /** The name of the function's own error, where it reverted with one. */
  readonly error: string | undefined;
  readonly next: MandateStep;
  /** How many seconds a payment would wait that is scheduled now. */
  readonly delayNow: bigint;
  /** Who has the treasury's CANCELLER_ROLE beside the DAO: they may refuse the payment, too. */
  readonly cancellers: readonly string[];
  /** The chain's time by which this was judged. */
  readonly now: bigint;
}

/** A step that was taken, and where the mandate stands after it. */
export interface MandateCarried {
  readonly mandate: Mandate;
  readonly mined: Mined;
}
