import { fail } from "../../protocol/errors.ts";
import type { ByteReader } from "../rewriter/byte-reader.ts";
import { ValueType } from "../rewriter/emit.ts";
import {
  ExternalKind,
  type FunctionType,
  type Module,
  parseModule,
  SectionId,
  sectionReader,
} from "../rewriter/module.ts";
import { IMPORT_MODULE, type ImportName, importTypes } from "./guest-imports.ts";

const ENTRY: FunctionType = { params: [], results: [] };

/**
 * Holds a valid module to the guest ABI: it imports nothing but the host's functions, and exports its memory and `call`.
 * @throws ALT_GUEST_IMPORT_REFUSED, ALT_GUEST_EXPORT_MISSING
 */
export function checkGuestInterface(bytes: Uint8Array): void {
  const module = parseModule(bytes);
  const imports = sectionReader(bytes, module.sections, SectionId.import);
  imports?.vector(() => checkImport(imports, module));
  const has = (name: string, kind: number) =>
    module.exports.find((one) => one.name === name && one.kind === kind);
  if (!has("memory", ExternalKind.memory)) throw missing("memory", "a memory");
  const call = has("call", ExternalKind.function);
  const type = call && module.types[module.functions[call.index] ?? -1];
  if (!type || !sameType(type, ENTRY)) throw missing("call", `a function ${signature(ENTRY)}`);
}

function checkImport(reader: ByteReader, { types }: Module): void {
  const offset = reader.offset;
  const [module, name] = [reader.name(), reader.name()];
  const refused = (reason: string) =>
    fail("ALT_GUEST_IMPORT_REFUSED", { name: `${module}.${name}`, offset, reason });
  const expected = module === IMPORT_MODULE ? importTypes[name as ImportName] : undefined;
  if (!expected || !Object.hasOwn(importTypes, name)) throw refused("the host offers nothing of that name");
  const type = reader.u8() === ExternalKind.function ? types[reader.u32()] : undefined;
  if (!type || !sameType(type, expected)) throw refused(`it is a function ${signature(expected)}`);
}

function sameType(one: FunctionType, other: FunctionType): boolean {
  return signature(one) === signature(other);
}

function signature({ params, results }: FunctionType): string {
  return `(${params.map(typeName).join(", ")}) -> (${results.map(typeName).join(", ")})`;
}

function typeName(type: number): string {
  const known = Object.entries(ValueType).find(([, code]) => code === type);
  return known?.[0] ?? `0x${type.toString(16)}`;
}

function missing(name: string, expected: string): Error {
  return fail("ALT_GUEST_EXPORT_MISSING", { name, expected });
}
