import { errorFragment, functionFragment, selectorOf } from "../sdk/prelude/abi.ts";
import { pascalCase, type TypeBinding } from "./elementary-types.ts";
import { type AbiSource, type Item, type Parameter, readInterface } from "./interface.ts";
import { decodeIn, encodeIn, TypeBindings } from "./type-bindings.ts";

/** What is generated for a function in AssemblyScript. */
export interface Bindings {
  /** What the author imports: a class for each struct, a `revert…` function for each error. */
  readonly types: string;
  /** The module's entry: it exports `call`, which decodes, calls the author's endpoint and encodes. */
  readonly dispatcher: string;
  /** The ABI, with structs written out as tuples. */
  readonly fragments: readonly string[];
}

const TYPES_HEADER = `// Generated from abi.json: npm run bindings -- <folder>
import { Address, Bytes, I256, U256 } from "althing";
import { revertWith } from "althing/host";
import { Reader } from "althing/reader";
import { requireLength, Writer } from "althing/writer";
`;

/**
 * Generates the AssemblyScript that stands between calldata and an author's typed endpoints.
 * @param endpointsModule where the endpoints are, as the dispatcher imports it: "./index", say
 * @throws Error if the ABI cannot be parsed, has a type that cannot be bound, or no function
 */
export function generateBindings(source: AbiSource, endpointsModule: string): Bindings {
  const { functions, errors, structNames } = readInterface(source);
  if (functions.length === 0) throw new Error("the ABI has no function");
  const types = new TypeBindings(structNames);
  const endpoints = functions.map((item) => endpointSource(item, types));
  const reverts = errors.map((item) => revertSource(item, types));
  return {
    types: [TYPES_HEADER, ...types.declarations, ...reverts].join("\n"),
    dispatcher: dispatcherSource(functions, endpoints, endpointsModule),
    fragments: [...functions.map(functionFragment), ...errors.map(errorFragment)],
  };
}

function dispatcherSource(functions: readonly Item[], endpoints: readonly string[], module: string): string {
  const cases = functions.map(
    (item) => `    case ${selector(item)}:\n      return call${pascalCase(item.name)}(reader);\n`,
  );
  return `import { setResult } from "althing/host";
import { Reader, unknownEndpoint } from "althing/reader";
import { Writer } from "althing/writer";
import * as types from "./abi.generated";
import * as endpoints from "${module}";

export function call(): void {
  const reader = Reader.calldata();
  switch (reader.selector) {
${cases.join("")}  }
  unknownEndpoint(reader.selector);
}

${endpoints.join("\n")}`;
}

function endpointSource(item: Item, types: TypeBindings): string {
  const { name, inputs, outputs = [] } = item;
  const title = pascalCase(name);
  const call = `endpoints.${name}(${argumentsOf(inputs, title, types).join(", ")})`;
  const [only] = outputs;
  if (!only) return `function call${title}(reader: Reader): void {\n  ${call};\n}\n`;
  return `function call${title}(reader: Reader): void {
  const result = ${call};
  const writer = new Writer(0);
${encodeResult(outputs, `${title}Result`, types)}  setResult(writer.pointer, writer.length);
}
`;
}

function argumentsOf(inputs: readonly Parameter[], title: string, types: TypeBindings): string[] {
  let head = 0;
  return inputs.map((input, index) => {
    const binding = qualified(types.of(input, `${title}${pascalCase(input.name || `value${index}`)}`));
    const decoded = decodeIn(binding, "0", String(head));
    head += binding.headSize;
    return decoded;
  });
}

function encodeResult(outputs: readonly Parameter[], name: string, types: TypeBindings): string {
  const [only] = outputs;
  if (outputs.length !== 1 || !only) {
    const results = qualified(types.struct(name, outputs));
    // Several results stand side by side, without the offset that a struct of them would have.
    return `  ${results.encode(`writer.reserve(${results.headSize})`, "result")}\n`;
  }
  const binding = qualified(types.of(only, name));
  return `  const head = writer.reserve(${binding.headSize});\n  ${encodeIn(binding, "head", "head", "result")}\n`;
}

/** The binding as the dispatcher writes it, where generated functions are in another module. */
function qualified(binding: TypeBinding): TypeBinding {
  const own = /^(decode|encode)/;
  return {
    ...binding,
    decode: (at) => binding.decode(at).replace(own, "types.$1"),
    encode: (at, value) => binding.encode(at, value).replace(own, "types.$1"),
  };
}

function revertSource(item: Item, types: TypeBindings): string {
  const parameters = item.inputs.map((input, index) => {
    const field = input.name || `value${index}`;
    return { field, binding: types.of(input, `${item.name}${pascalCase(field)}`) };
  });
  const size = parameters.reduce((total, { binding }) => total + binding.headSize, 0);
  let head = 0;
  const encoded = parameters.map(({ field, binding }) => {
    const statement = encodeIn(binding, "base", `base + ${head}`, field);
    head += binding.headSize;
    return `  ${statement}\n`;
  });
  return `/** Ends the call as the Revert ${errorFragment(item).replace("error ", "")}. */
export function revert${item.name}(${parameters.map(({ field, binding }) => `${field}: ${binding.type}`).join(", ")}): void {
  const writer = new Writer(${selector(item)});
${size > 0 ? `  const base = writer.reserve(${size});\n` : ""}${encoded.join("")}  revertWith(writer.pointer, writer.length);
}
`;
}

function selector(item: Item): string {
  return selectorOf(item);
}
