import { ByteReader } from "../rewriter/byte-reader.ts";
import { ExternalKind, parseModule } from "../rewriter/module.ts";

/** In the custom section `name`: the names of functions. Source: WebAssembly Core Specification 2.0, appendix 7.4.1. */
const FUNCTION_NAMES = 1;

/**
 * Names a module's functions by index: a host function as it is imported, any other as the section `name` has it, else
 * as it is exported, else by its number.
 * @param bytes a module that `instrument` accepts
 */
export async function functionNames(bytes: Uint8Array): Promise<(index: number) => string> {
  const { exports, nameSection } = parseModule(bytes);
  const functions = exports.filter(({ kind }) => kind === ExternalKind.function);
  const names = new Map([
    ...functions.map(({ index, name }) => [index, name] as const),
    ...(nameSection ? namesIn(nameSection) : []),
    ...(await importNames(bytes)).entries(),
  ]);
  return (index) => names.get(index) ?? `function ${index}`;
}

/** Rust mangles `primes::Arguments::u32` to `_ZN6primes9Arguments3u3217h<16 digits>E`: parts with their lengths, then a hash. */
function readable(name: string): string {
  const mangled = /^_ZN(\d.*)E$/.exec(name)?.[1];
  if (mangled === undefined) return name;
  const parts: string[] = [];
  for (let rest = mangled; rest !== ""; ) {
    const length = /^\d+/.exec(rest)?.[0];
    if (length === undefined) return name;
    const end = length.length + Number(length);
    parts.push(rest.slice(length.length, end));
    rest = rest.slice(end);
  }
  return parts.filter((part) => !/^h[0-9a-f]{16}$/.test(part)).join("::");
}

async function importNames(bytes: Uint8Array): Promise<string[]> {
  const imports = WebAssembly.Module.imports(await WebAssembly.compile(bytes));
  return imports.flatMap(({ kind, module, name }) => (kind === "function" ? [`${module}.${name}`] : []));
}

/** A section that is not as it should be names nothing: it is for people, and nothing has validated it. */
function namesIn(section: Uint8Array): readonly (readonly [number, string])[] {
  try {
    const reader = new ByteReader(section);
    reader.name();
    while (!reader.done) {
      const id = reader.u8();
      const part = reader.sub(reader.u32());
      if (id === FUNCTION_NAMES) return part.vector(() => [part.u32(), readable(part.name())] as const);
    }
  } catch {
    // As if there were none.
  }
  return [];
}
