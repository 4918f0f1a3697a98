import type { Provider } from "ethers";
import type { AlthingError } from "../../../protocol/errors.ts";
import type { DescribedCall } from "../../calls/call-types.ts";

/**
 * A throw-away copy of the chain as it stands, behind a development node: Hardhat's with `forking`, or
 * `anvil --fork-url`. What a simulation does there stays there.
 */
export type Fork = Provider & {
  send(method: string, params: unknown[]): Promise<unknown>;
};

/** An event, by the ABIs that are known; `name` is its topic where none is. */
export interface SimulatedEvent {
  /** The contract's name in the address book, or its address. */
  readonly contract: string;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  /** e.g. `Transfer(from: treasury, to: 0xf39F…, value: 5)`. */
  readonly text: string;
}

/** What became more or less. Amounts are in smallest units, negative for what an account gave. */
export type Change =
  | { readonly kind: "ether"; readonly account: string; readonly amount: bigint }
  | { readonly kind: "tokens"; readonly token: string; readonly account: string; readonly amount: bigint }
  | {
      readonly kind: "nft";
      readonly collection: string;
      readonly tokenId: bigint;
      /** The zero address where it was minted. */
      readonly from: string;
      /** The zero address where it was burned. */
      readonly to: string;
    };

/** What one call of the proposal did. */
export interface SimulatedCall extends DescribedCall {
  /** `unreached`: an earlier call failed, and with it all. */
  readonly outcome: "succeeded" | "failed" | "unreached";
  /** Gas of the call itself. */
  readonly gasUsed: bigint;
  readonly events: readonly SimulatedEvent[];
  readonly changes: readonly Change[];
  /** Why it failed. */
  readonly error: AlthingError | undefined;
  /** There is no contract at the target: the call succeeds and does nothing. */
  readonly nobodyThere: boolean;
}

/** What a proposal would do if it were executed. */
export interface Simulation {
  readonly succeeds: boolean;
  /** The proposal's id; undefined if it is not proposed yet. */
  readonly proposalId: bigint | undefined;
  /** The block whose state this began with. */
  readonly blockNumber: number;
  /** Unix seconds at which it was executed on the fork: the earliest that its vote and the timelock allow. */
  readonly executedAt: bigint;
  /** Gas of the execution. */
  readonly gasUsed: bigint;
  readonly calls: readonly SimulatedCall[];
  /** Why the execution fails; undefined if it succeeds. */
  readonly error: AlthingError | undefined;
}
