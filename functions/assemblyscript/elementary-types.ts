/** How one ABI type is written in AssemblyScript. */
export interface TypeBinding {
  /** Part of the names of what is generated for the type. */
  readonly name: string;
  /** The AssemblyScript type. */
  readonly type: string;
  readonly dynamic: boolean;
  /** Bytes in the head: the value itself, or a dynamic one's offset. */
  readonly headSize: number;
  /** An expression that decodes the value at the offset that the expression `at` gives. */
  decode(at: string): string;
  /** A statement that writes a static value at `at`, or appends a dynamic one. */
  encode(at: string, value: string): string;
}

/** Bytes of a word of the ABI. */
export const WORD = 32;

/** @throws Error for a type that the ABI does not have */
export function elementary(type: string): TypeBinding {
  const [, kind = "", digits = ""] = /^(uint|int|bytes|string|bool|address)(\d*)$/.exec(type) ?? [];
  const size = Number(digits);
  const name = pascalCase(type);
  if (kind === "uint" || kind === "int") return integer(kind, size || 256, name);
  if (kind === "bytes" && size > 0) return word(name, "Bytes", "fixedBytes", size);
  if (kind === "bytes") return blob(name, "Bytes", "bytes");
  if (kind === "string") return blob(name, "string", "text");
  if (kind === "bool") return word(name, "bool", "bool");
  if (kind === "address") return word(name, "Address", "address");
  throw new Error(`the ABI type ${type} is unknown`);
}

function integer(kind: "uint" | "int", bits: number, name: string): TypeBinding {
  const letter = kind === "uint" ? "u" : "i";
  if (bits > 64) return word(name, `${letter.toUpperCase()}256`, `wide${pascalCase(kind)}`, bits);
  const type = `${letter}${[8, 16, 32, 64].find((width) => bits <= width)}`;
  return { ...word(name, type, kind, bits), decode: (at) => `reader.${kind}<${type}>(${at}, ${bits})` };
}

function word(name: string, type: string, method: string, size?: number): TypeBinding {
  const rest = size === undefined ? "" : `, ${size}`;
  return {
    name,
    type,
    dynamic: false,
    headSize: WORD,
    decode: (at) => `reader.${method}(${at}${rest})`,
    encode: (at, value) => `writer.${method}(${at}, ${value}${rest});`,
  };
}

function blob(name: string, type: string, method: string): TypeBinding {
  return {
    name,
    type,
    dynamic: true,
    headSize: WORD,
    decode: (at) => `reader.${method}(${at})`,
    encode: (_at, value) => `writer.${method}(${value});`,
  };
}

export function pascalCase(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
