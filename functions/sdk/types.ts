import type { ParseAbi } from "abitype";
import type { CallContext } from "./call-context.ts";

interface Parameter {
  readonly type: string;
  readonly name?: string;
  readonly components?: readonly Parameter[];
}

interface FunctionItem {
  readonly type: "function";
  readonly name: string;
  readonly inputs: readonly Parameter[];
  readonly outputs: readonly Parameter[];
}

/** The type in front of an array type's last pair of brackets. */
type ElementOf<Type extends string, Before extends string = ""> = Type extends `${infer Head}[${infer Rest}`
  ? Rest extends `${string}[${string}`
    ? ElementOf<Rest, `${Before}${Head}[`>
    : `${Before}${Head}`
  : never;

/**
 * The TypeScript type of an ABI parameter, as ethers v6 has it: every integer is a bigint, bytes and addresses are hex
 * strings, structs are objects by name. `Integer` lets results hold plain numbers too.
 */
type Value<P extends Parameter, Integer> = Typed<P["type"], P["components"], Integer>;

type Typed<Type extends string, Components, Integer> = Type extends `${string}]`
  ? readonly Typed<ElementOf<Type>, Components, Integer>[]
  : Type extends `${"uint" | "int"}${string}`
    ? Integer
    : Type extends "bool"
      ? boolean
      : Type extends "tuple"
        ? Struct<Components, Integer>
        : string;

type Struct<Components, Integer> = Components extends readonly Parameter[]
  ? { readonly [C in Components[number] as NameOf<C>]: Value<C, Integer> }
  : never;

type NameOf<P extends Parameter> = P extends { readonly name: infer Name extends string } ? Name : never;

type Values<Parameters extends readonly Parameter[], Integer> = {
  readonly [Index in keyof Parameters]: Value<Parameters[Index], Integer>;
};

/** Nothing, the one value, or an array of several. */
type Result<Outputs extends readonly Parameter[]> = Outputs extends readonly []
  ? undefined
  : Outputs extends readonly [infer Only extends Parameter]
    ? Value<Only, bigint | number>
    : Values<Outputs, bigint | number>;

interface ErrorItem {
  readonly type: "error";
  readonly name: string;
  readonly inputs: readonly Parameter[];
}

type Errors<Fragments extends readonly string[]> = Extract<ParseAbi<Fragments>[number], ErrorItem>;

/** Names of the errors of a human-readable ABI. */
export type ErrorName<Fragments extends readonly string[]> = Errors<Fragments>["name"];

type InputsOf<Fragments extends readonly string[], Name> = Extract<
  Errors<Fragments>,
  { readonly name: Name }
>["inputs"];

/** An error's values, as a list that may be left out where it is empty. */
export type ErrorValues<Fragments extends readonly string[], Name> =
  InputsOf<Fragments, Name> extends readonly []
    ? [values?: readonly []]
    : [values: Values<InputsOf<Fragments, Name>, bigint | number>];

type Handler<Item extends FunctionItem> = (
  ...values: [...values: Values<Item["inputs"], bigint>, context: CallContext]
) => Result<Item["outputs"]> | Promise<Result<Item["outputs"]>>;

type Items<Fragments extends readonly string[]> = Extract<ParseAbi<Fragments>[number], FunctionItem>;

/** One handler for each function of a human-readable ABI, typed from it. */
export type Endpoints<Fragments extends readonly string[]> = {
  readonly [Item in Items<Fragments> as Item["name"]]: Handler<Item>;
};
