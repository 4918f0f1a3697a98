import { elementary, pascalCase, type TypeBinding, WORD } from "./elementary-types.ts";
import { type Parameter, shapeOf } from "./interface.ts";

/** A larger static type cannot come from calldata, whose limit is 128 KiB. */
const MAX_HEAD = 131_072;

/** Makes the bindings of types, and collects the declarations that they need. */
export class TypeBindings {
  readonly #structNames: ReadonlyMap<string, string>;
  readonly #declarations = new Map<string, string>();
  readonly #shapes = new Map<string, string>();

  constructor(structNames: ReadonlyMap<string, string>) {
    this.#structNames = structNames;
  }

  /** Classes and functions, each once, in the order of first use. */
  get declarations(): readonly string[] {
    return [...this.#declarations.values()];
  }

  /** @param hint names a tuple that has no name of its own. @throws Error for a type that no function can have. */
  of(parameter: Parameter, hint: string): TypeBinding {
    const array = /^(.*)\[(\d*)\]$/.exec(parameter.type);
    if (array) {
      const element = this.of({ ...parameter, type: array[1] ?? "" }, hint);
      return array[2] === "" ? this.#list(element) : this.#fixedList(element, Number(array[2]));
    }
    if (parameter.type !== "tuple") return elementary(parameter.type);
    const shape = shapeOf(parameter.components);
    return this.struct(this.#structNames.get(shape) ?? hint, parameter.components ?? [], shape);
  }

  /** The class of several values side by side: a struct, or a function's several results. */
  struct(name: string, components: readonly Parameter[], shape = shapeOf(components)): TypeBinding {
    if ((this.#shapes.get(name) ?? shape) !== shape)
      throw new Error(`two different structs are called ${name}`);
    this.#shapes.set(name, shape);
    const fields = components.map((part, index) => {
      const field = part.name || `value${index}`;
      return { field, binding: this.of(part, `${name}${pascalCase(field)}`) };
    });
    const size = bounded(sum(fields.map(({ binding }) => binding.headSize)));
    const dynamic = fields.some(({ binding }) => binding.dynamic);
    this.#declare(name, () => structSource(name, fields, size, dynamic));
    return {
      name,
      type: name,
      dynamic,
      headSize: dynamic ? WORD : size,
      decode: (at) => `decode${name}(reader, ${at})`,
      encode: (at, value) => `encode${name}(writer, ${dynamic ? `writer.reserve(${size})` : at}, ${value});`,
    };
  }

  #list(element: TypeBinding): TypeBinding {
    const name = `${element.name}Array`;
    this.#declare(name, () => listSource(name, element));
    return {
      name,
      type: `${element.type}[]`,
      dynamic: true,
      headSize: WORD,
      decode: (at) => `decode${name}(reader, ${at})`,
      encode: (_at, value) => `encode${name}(writer, ${value});`,
    };
  }

  #fixedList(element: TypeBinding, length: number): TypeBinding {
    const name = `${element.name}Array${length}`;
    const size = bounded(length * element.headSize);
    this.#declare(name, () => fixedListSource(name, element, length));
    const { dynamic } = element;
    return {
      name,
      type: `${element.type}[]`,
      dynamic,
      headSize: dynamic ? WORD : size,
      decode: (at) => `decode${name}(reader, ${at})`,
      encode: (at, value) => `encode${name}(writer, ${dynamic ? `writer.reserve(${size})` : at}, ${value});`,
    };
  }

  #declare(name: string, source: () => string): void {
    if (!this.#declarations.has(name)) this.#declarations.set(name, source());
  }
}

/** The expression that decodes the value whose head is at `head`, in a list of heads that begins at `base`. */
export function decodeIn({ dynamic, decode }: TypeBinding, base: string, head: string): string {
  return decode(dynamic ? `reader.tail(${base}, ${head})` : head);
}

/** The statements that encode a value whose head is at `head`, in a list of heads that begins at `base`. */
export function encodeIn(
  { dynamic, encode }: TypeBinding,
  base: string,
  head: string,
  value: string,
): string {
  return dynamic ? `writer.tail(${base}, ${head}); ${encode(head, value)}` : encode(head, value);
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}

function bounded(size: number): number {
  if (size > MAX_HEAD) throw new Error(`a static type of ${size} bytes does not fit into calldata`);
  return size;
}

interface Field {
  readonly field: string;
  readonly binding: TypeBinding;
}

/** Each field's head, as an expression. */
function heads(fields: readonly Field[], base: string): string[] {
  return fields.map((_, index) => {
    const before = sum(fields.slice(0, index).map(({ binding }) => binding.headSize));
    return before === 0 ? base : `${base} + ${before}`;
  });
}

function structSource(name: string, fields: readonly Field[], size: number, dynamic: boolean): string {
  const at = heads(fields, "base");
  const decoded = fields.map(({ binding }, index) => `    ${decodeIn(binding, "base", at[index] ?? "")},\n`);
  const encoded = fields.map(
    ({ field, binding }, index) => `  ${encodeIn(binding, "base", at[index] ?? "", `value.${field}`)}\n`,
  );
  const head = dynamic ? "    writer.tail(0, writer.reserve(32));\n" : "";
  return `export class ${name} {
  constructor(
${fields.map(({ field, binding }) => `    public ${field}: ${binding.type},\n`).join("")}  ) {}

  /** As Solidity's abi.encode has it. */
  abiEncode(): Bytes {
    const writer = new Writer(0);
${head}    encode${name}(writer, writer.reserve(${size}), this);
    return writer.toBytes();
  }
}

export function decode${name}(reader: Reader, base: u32): ${name} {
  return new ${name}(
${decoded.join("")}  );
}

export function encode${name}(writer: Writer, base: u32, value: ${name}): void {
${encoded.join("")}}
`;
}

function listSource(name: string, element: TypeBinding): string {
  const { type, headSize } = element;
  return `export function decode${name}(reader: Reader, at: u32): ${type}[] {
  const count = reader.count(at);
  const base = at + 32;
  reader.at(base, <u64>count * ${headSize});
  const values = new Array<${type}>(count);
  for (let index: u32 = 0, head = base; index < count; index++, head += ${headSize}) {
    unchecked((values[index] = ${decodeIn(element, "base", "head")}));
  }
  return values;
}

export function encode${name}(writer: Writer, values: ${type}[]): void {
  const count = values.length;
  writer.count(writer.reserve(32), count);
  const base = writer.reserve(count * ${headSize});
  for (let index = 0, head = base; index < count; index++, head += ${headSize}) {
    ${encodeIn(element, "base", "head", "values[index]")}
  }
}
`;
}

function fixedListSource(name: string, element: TypeBinding, length: number): string {
  const { type, headSize } = element;
  return `export function decode${name}(reader: Reader, base: u32): ${type}[] {
  const values = new Array<${type}>(${length});
  for (let index = 0, head = base; index < ${length}; index++, head += ${headSize}) {
    unchecked((values[index] = ${decodeIn(element, "base", "head")}));
  }
  return values;
}

export function encode${name}(writer: Writer, base: u32, values: ${type}[]): void {
  requireLength(values.length, ${length});
  for (let index = 0, head = base; index < ${length}; index++, head += ${headSize}) {
    ${encodeIn(element, "base", "head", "values[index]")}
  }
}
`;
}
