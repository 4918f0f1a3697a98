import { fail } from "../../protocol/errors.ts";
import { limits } from "../limits.ts";
import { type Module, SectionId, unsupported } from "./module.ts";

/** What a limit counts, as the error names it, and the limit. */
const counted = {
  functions: limits.moduleFunctions,
  types: limits.moduleTypes,
  "parameters or results of one type": limits.typeValues,
  exports: limits.moduleExports,
  globals: limits.moduleGlobals,
  "table elements": limits.tableElements,
  segments: limits.moduleSegments,
  "elements in segments": limits.segmentElements,
  "locals times blocks and branches": limits.moduleJoins,
  "values passed on": limits.moduleMoves,
  "bytes of code in one function": limits.functionBytes,
  "loops in one function": limits.functionLoops,
  "calls in one function": limits.functionCalls,
  "values passed on in one function": limits.functionMoves,
  "locals in one function": limits.functionLocals,
  "locals times blocks and branches in one function": limits.functionJoins,
  "labels in one br_table": limits.branchLabels,
  "stack slots in one frame": limits.stackSlots,
} as const;

/** @throws ALT_GUEST_MODULE_OVER_LIMIT */
export function checkLimit(construct: keyof typeof counted, count: number, offset: number): void {
  const limit = counted[construct];
  if (count > limit) throw fail("ALT_GUEST_MODULE_OVER_LIMIT", { construct, count, limit, offset });
}

/**
 * Checks what the sections declare; function bodies are checked as they are read.
 * @throws ALT_GUEST_MODULE_OVER_LIMIT, ALT_RUNTIME_UNSUPPORTED_OPCODE (several tables or memories)
 */
export function checkModule(module: Module, source: Uint8Array): void {
  const { types, functions, globals, tables, memories, segments } = module;
  const offsetOf = (id: number) =>
    (module.sections.get(id)?.byteOffset ?? source.byteOffset) - source.byteOffset;
  checkLimit("functions", functions.length, offsetOf(SectionId.function));
  checkLimit("types", types.length, offsetOf(SectionId.type));
  const values = types.reduce(
    (most, { params, results }) => Math.max(most, params.length, results.length),
    0,
  );
  checkLimit("parameters or results of one type", values, offsetOf(SectionId.type));
  checkLimit("exports", module.exports.length, offsetOf(SectionId.export));
  checkLimit("globals", globals.length, offsetOf(SectionId.global));
  checkLimit("segments", segments, offsetOf(SectionId.element));
  for (const { minimum, offset } of tables) checkLimit("table elements", minimum, offset);
  const [, table] = tables;
  if (table) throw unsupported("more than one table", table.offset);
  if (memories.length > 1) throw unsupported("more than one memory", offsetOf(SectionId.memory));
}
