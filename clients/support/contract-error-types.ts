import type { contractAbis } from "./contracts.ts";

type ErrorItem = Extract<(typeof contractAbis)[number][number], { readonly type: "error" }>;

/** The name of an error that one of our contracts, or what it inherits, can raise. */
export type ContractErrorName = ErrorItem["name"];

type Parameter = { readonly name: string; readonly type: string };

/** What ethers decodes a Solidity type to. */
type Decoded<Type extends string> = Type extends `${infer Item}[]`
  ? readonly Decoded<Item>[]
  : Type extends `${"u" | ""}int${string}`
    ? bigint
    : Type extends "bool"
      ? boolean
      : Type extends "address" | "string" | `bytes${string}`
        ? string
        : unknown;

type Arguments<Inputs extends readonly Parameter[]> = {
  readonly [Input in Inputs[number] as Input["name"]]: Decoded<Input["type"]>;
};

/** An error's arguments by name, with the types that ethers decodes them to. */
export type ContractErrorArgs<Name extends ContractErrorName> =
  Extract<ErrorItem, { readonly name: Name }> extends { readonly inputs: infer Inputs }
    ? Inputs extends readonly Parameter[]
      ? Arguments<Inputs>
      : never
    : never;
