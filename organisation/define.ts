import type { CollectionConfig } from "./collection-config.ts";
import type { OrganisationConfig } from "./config.ts";

declare const refused: unique symbol;

/** A type that nothing has: the editor shows the reason why a value is refused. */
export interface Refused<Reason extends string> {
  readonly [refused]: Reason;
}

/**
 * An organisation: token, collections, DAO and off-chain functions, from one typed value. Combinations that cannot be
 * are refused in the editor; values that cannot be are refused by `readOrganisation`, before anything is sent.
 *
 * @example
 * ```ts
 * export default defineOrganisation({
 *   name: "Club",
 *   collections: [{ contract: "ClubPass", votes: true, … }],
 *   dao: { votes: { collection: "ClubPass" }, quorum: 20, … },
 *   functions: { bond: "native", … },
 * });
 * ```
 */
export function defineOrganisation<const Config extends OrganisationConfig>(
  config: Config & Coherent<Config> & Known<Config, OrganisationConfig>,
): Config {
  return config;
}

/** What one part of the config asks of another, as types that nothing but a coherent config fits. */
export type Coherent<Config extends OrganisationConfig> = {
  readonly dao: VotesOf<Config> & SuperQuorumOf<Config>;
  readonly functions: BondOf<Config>;
  readonly collections?: TradableOf<Config["collections"]>;
};

type TradableOf<List> = List extends readonly unknown[]
  ? {
      readonly [Index in keyof List]: List[Index] extends { readonly soulbound: true }
        ? List[Index] & {
            readonly rental?: false | Refused<"what is soulbound cannot be lent">;
            readonly royalty?: Refused<"what is soulbound is never resold">;
          }
        : List[Index] & { readonly revocable?: false | Refused<"what can be sold is its holder's"> };
    }
  : unknown;

type VotesOf<Config extends OrganisationConfig> = Config["dao"]["votes"] extends {
  readonly collection: infer Contract;
}
  ? Contract extends VotingCollections<Config>
    ? unknown
    : { readonly votes: { readonly collection: Refused<"no collection of this contract has votes"> } }
  : HasToken<Config> extends true
    ? unknown
    : { readonly votes: Refused<"the organisation has no token"> };

/** Contracts of the collections that have votes. */
type VotingCollections<Config extends OrganisationConfig> = Extract<
  ItemOf<Config["collections"]>,
  { readonly votes: true }
>["contract"];

type ItemOf<List> = List extends readonly (infer Item extends CollectionConfig)[] ? Item : never;

type HasToken<Config extends OrganisationConfig> = Config extends { readonly token: object } ? true : false;

type SuperQuorumOf<Config extends OrganisationConfig> = Config["dao"] extends {
  readonly superQuorum: infer Super extends number;
}
  ? IsAbove<Super, Config["dao"]["quorum"]> extends true
    ? unknown
    : { readonly superQuorum: Refused<"a super quorum lies above the quorum"> }
  : unknown;

type BondOf<Config extends OrganisationConfig> = Config["functions"]["bond"] extends "token"
  ? HasToken<Config> extends true
    ? unknown
    : { readonly bond: Refused<"the organisation has no token"> }
  : unknown;

/** Whether a whole percentage is above another; true where a figure is known only when the program runs. */
type IsAbove<Upper extends number, Lower extends number> = number extends Upper | Lower
  ? true
  : CountsTo<Lower> extends [...CountsTo<Upper>, ...unknown[]]
    ? false
    : true;

/** A tuple of that length. Beyond 100 there is no percentage: the rules refuse it. */
type CountsTo<Length extends number, Counted extends unknown[] = []> = Counted["length"] extends Length | 101
  ? Counted
  : CountsTo<Length, [...Counted, unknown]>;

/**
 * Refuses settings that `Shape` does not have. TypeScript does so by itself for a value of a known type, but not for
 * one whose own type is inferred, as it must be here to compare its parts.
 */
type Known<Value, Shape> = Value extends readonly unknown[]
  ? {
      readonly [Index in keyof Value]: Known<
        Value[Index],
        Shape extends readonly (infer Item)[] ? Item : never
      >;
    }
  : Value extends object
    ? {
        readonly [Key in keyof Value]: Key extends KeyOf<Member<Shape, Value>>
          ? Known<Value[Key], ValueAt<Member<Shape, Value>, Key>>
          : Refused<"there is no such setting here">;
      }
    : unknown;

/** Of a union the members of the value's `kind`, and of no primitives. */
type Member<Shape, Value> = Value extends { readonly kind: infer Kind }
  ? Extract<Shape, { readonly kind: Kind }>
  : Extract<Shape, object>;

type KeyOf<Shape> = Shape extends unknown ? keyof Shape : never;

type ValueAt<Shape, Key> = Shape extends unknown ? (Key extends keyof Shape ? Shape[Key] : never) : never;
