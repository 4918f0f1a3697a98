import { moment } from "../../protocol/moment.ts";
import type { ICollectionPhases } from "../../types/index.js";

/** `ICollectionPhases.PhaseKind`. */
export const PhaseKind = { Public: 0n, Allowlist: 1n, Signature: 2n } as const;

/** The largest end that a phase can have: it goes on for ever. */
export const FOR_EVER = 2n ** 40n - 1n;

/** Until when, in Unix seconds, as people read it. */
export function untilMoment(end: bigint): string {
  return end === FOR_EVER ? "no end" : moment(end);
}

const kinds = ["public", "allowlist", "signature"] as const;

/** A phase of a sale. Times are Unix seconds, the end is the first second after it. */
export interface SalePhase {
  /** Counted from 0. */
  readonly number: number;
  readonly kind: (typeof kinds)[number];
  readonly start: bigint;
  readonly end: bigint;
  /** The most tokens that one account mints in it; undefined where it is no fewer than it is otherwise entitled to. */
  readonly limit: bigint | undefined;
  /** Wei a token of a public phase; undefined where an allowlist's entry or a voucher says it. */
  readonly price: bigint | undefined;
  /** Of an allowlist's tree. */
  readonly root: string | undefined;
  readonly state: "over" | "open" | "next" | "later";
}

/** A sale as it stands, and what is left of it for an account. */
export interface SaleStatus {
  readonly phases: readonly SalePhase[];
  readonly open: SalePhase | undefined;
  /** The next that begins. */
  readonly next: SalePhase | undefined;
  /** The most tokens that one account mints in all phases; undefined without such a limit. */
  readonly walletLimit: bigint | undefined;
  /** Who signs vouchers; the zero address where nobody does. */
  readonly signer: string;
  /** Tokens that were minted, and that will ever be. */
  readonly minted: bigint;
  readonly maxSupply: bigint;
  /** What the account asked for may mint now, as far as its entry or voucher goes that far; undefined for none asked for. */
  readonly left: bigint | undefined;
}

export type PhaseOnChain = Awaited<ReturnType<ICollectionPhases["phases"]>>[number];

/** The phases as they are at `now`, in Unix seconds. */
export function phasesAt(found: readonly PhaseOnChain[], now: bigint): SalePhase[] {
  const next = found.findIndex(({ start }) => start > now);
  return found.map(({ kind, start, end, walletLimit, price, root }, number) => ({
    number,
    kind: kinds[Number(kind)] ?? "public",
    start,
    end,
    limit: walletLimit === 0n ? undefined : walletLimit,
    price: kind === PhaseKind.Public ? price : undefined,
    root: kind === PhaseKind.Allowlist ? root : undefined,
    state: end <= now ? "over" : start <= now ? "open" : number === next ? "next" : "later",
  }));
}
