import type { Mined } from "../support/contract-caller.ts";

/** A member as the DAO names it: `IOperatorSet.Operator`. */
export interface OperatorKeys {
  /** Signs receipts; the bond stands under it. */
  readonly signer: string;
  /** Sends fulfilments. */
  readonly sender: string;
  /** Account at the router that is credited with the operator's fees. */
  readonly payout: string;
}

/** What stands under a signer, in the smallest unit of what bonds are made in. */
export interface OperatorBond {
  readonly bonded: bigint;
  /** Being taken out; can still be slashed. */
  readonly leaving: bigint;
  readonly slashed: boolean;
}

/** A part of a bond, which its holder alone can take out. */
export interface OperatorStake {
  readonly bonded: bigint;
  readonly leaving: bigint;
  /** Unix seconds from which `leaving` can be withdrawn; 0 where nothing was taken out. */
  readonly readyAt: bigint;
}

/** A member of an epoch. */
export interface OperatorRecord extends OperatorKeys {
  readonly epoch: bigint;
  /** Place in the epoch. */
  readonly index: bigint;
  /** Its keys no longer count in this epoch. */
  readonly revoked: boolean;
  readonly bond: OperatorBond;
  /** Wei that it earned in this epoch and can claim. */
  readonly fees: bigint;
  /** Wei in its sender's tills of this epoch for gas; collected, they are in the sender's account. */
  readonly gasInTills: bigint;
}

/** What bonds are made in. */
export interface BondCurrency {
  /** Undefined: native currency. */
  readonly token: string | undefined;
  readonly symbol: string;
}

export interface OperatorEpoch {
  readonly epoch: bigint;
  readonly currentEpoch: bigint;
  /** How many of the epoch's members must sign. */
  readonly quorum: bigint;
  readonly minBond: bigint;
  readonly currency: BondCurrency;
  /** Wei in tills of this epoch that are the operators' together once collected. */
  readonly feesInTills: bigint;
  readonly operators: readonly OperatorRecord[];
}

/** What a till holds: `TillKey` and `Takings` in IFunctionRouter.sol. Amounts are wei. */
export interface Till {
  readonly epoch: bigint;
  readonly submitter: string;
  readonly functionId: bigint;
  readonly reimbursed: bigint;
  readonly operators: bigint;
  readonly treasury: bigint;
  readonly royalty: bigint;
}

export interface Claimed {
  /** The tills that were emptied. */
  readonly tills: readonly Till[];
  /** What each operator's payout account was credited with. */
  readonly fees: readonly { readonly signer: string; readonly payout: string; readonly amount: bigint }[];
  readonly transactions: readonly Mined[];
}

export interface Slashed {
  readonly signer: string;
  /** What was taken. */
  readonly amount: bigint;
  /** The part of it that the reporter gets, and was paid. */
  readonly reward: bigint;
  readonly mined: Mined;
}
