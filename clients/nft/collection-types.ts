import type { Mined } from "../support/contract-caller.ts";
import type { SaleKind } from "./modules.ts";

/** The collection itself. Prices are wei. */
export interface CollectionInfo {
  readonly name: string;
  readonly symbol: string;
  readonly totalSupply: bigint;
  readonly maxSupply: bigint;
  readonly maxPerMint: bigint;
  /** Of a sale at one price; undefined where it is sold in phases, or given out. */
  readonly mintPrice: bigint | undefined;
  readonly sale: SaleKind;
}

/** Tokens minted by one transaction. */
export interface Minted {
  readonly tokenIds: readonly bigint[];
  readonly owner: string;
  /** Wei. */
  readonly paid: bigint;
  readonly mined: Mined;
}

/** Metadata as ERC-721 names it. `image` is a data URI. */
export interface TokenMetadata {
  readonly name: string;
  readonly description: string;
  readonly image: string;
  readonly attributes: readonly { readonly trait_type: string; readonly value: string | number }[];
}

/** A shield's traits; colours are 0xRRGGBB. */
export interface ShieldTraits {
  readonly pattern: bigint;
  readonly field: bigint;
  readonly charge: bigint;
  readonly rune: bigint;
  readonly name: string;
}

/** A token with all that the chain says of it. */
export interface CollectionToken {
  readonly tokenId: bigint;
  readonly owner: string;
  /** Where the metadata is, or all of it. */
  readonly uri: string;
  /** Undefined where it is not on chain. */
  readonly metadata: TokenMetadata | undefined;
  /** The picture itself; undefined where it is not on chain. */
  readonly svg: string | undefined;
  /** Undefined until the function's answer was carved. */
  readonly traits: ShieldTraits | undefined;
  /** The latest request for traits; undefined if there was none. */
  readonly requestId: string | undefined;
  /** Until when its answer may arrive, in Unix seconds; undefined if none is awaited. */
  readonly pendingUntil: bigint | undefined;
}

/** Requests for the traits of tokens, in the order of the tokens. */
export interface TraitsRequested {
  readonly requestIds: readonly string[];
  /** Wei sent with them; what is not used is credited to the sender's account at the router. */
  readonly paid: bigint;
  readonly mined: Mined;
}
