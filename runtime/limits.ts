/**
 * Limits that can change an outcome. They are constants of the execution domain, never an operator's settings: two
 * operators that differ in one of them would sign different receipts.
 */
export const limits = {
  /** Memory of an instance, in pages of 64 KiB (128 MiB). Allocation past it fails inside the guest. */
  memoryPages: 2048,
  /**
   * WebAssembly frames on the stack, in slots of 8 bytes (a frame takes 8, its locals, its highest operand stack, and
   * one for each 128 bytes of code in a module).
   * Past it: Trap.
   */
  stackSlots: 393_216,
  /** QuickJS's own stack, in bytes, which ends before the slots do: JavaScript that recurses deeper gets a catchable InternalError. */
  scriptStackBytes: 524_288,
  /** Calldata of a call, in bytes. */
  calldataBytes: 131_072,
  /** Result of a call, in bytes, whatever the request allows. */
  resultBytes: 131_072,
  /** Bytes of UTF-8 logged in a call; what goes past is left out. Logs are not part of a receipt. */
  logBytes: 65_536,
  /** Lines logged in a call; what goes past is left out. */
  logLines: 1_000,
  /** The artefact of a function, in bytes. */
  artefactBytes: 1_048_576,
  /** Fuel of a call: seconds of ordinary code, and minutes of the dearest that is known (docs/runtime.md). */
  callFuel: 20_000_000_000n,
  /** Functions of a module, imported ones too. What follows down to `branchLabels` keeps its compilation short. */
  moduleFunctions: 10_000,
  /** Types of a module: V8 keeps each different one until the process ends, which it does at a million. */
  moduleTypes: 256,
  /** Parameters of one type, and its results. */
  typeValues: 128,
  /** Exports of a module: each instance makes them anew. */
  moduleExports: 1_000,
  /** Globals of a module. */
  moduleGlobals: 1_024,
  /** Elements that a module's table begins with. */
  tableElements: 16_384,
  /** Data and element segments of a module, together. */
  moduleSegments: 4_096,
  /** Functions in a module's element segments, together: each instance puts the active ones into its table. */
  segmentElements: 16_384,
  /** Bytes of one function's code. */
  functionBytes: 65_536,
  /** Loops of one function; what they take an optimising compiler grows with their square. */
  functionLoops: 128,
  /** Calls in one function. */
  functionCalls: 4_096,
  /** Values that the calls, blocks and branches of one function pass on, together. */
  functionMoves: 65_536,
  /** Locals of one function, parameters too. */
  functionLocals: 4_096,
  /** Locals of one function times its blocks and branches: a compiler joins each local at each of them. */
  functionJoins: 2_097_152,
  /** The same, for all functions of a module together. */
  moduleJoins: 33_554_432,
  /** Values that calls, blocks and branches pass on in a module. */
  moduleMoves: 524_288,
  /** Labels of one `br_table`. */
  branchLabels: 4_096,
  /** What top-level code leaves in memory, in bytes: operators keep it for every function that they serve. */
  snapshotBytes: 8_388_608,
  /** Fuel for a function's top-level code, which no call pays for. */
  initialisationFuel: 1_000_000_000n,
} as const;

/** A page of WebAssembly's memory, in bytes. */
export const PAGE_BYTES = 65_536;

/** All limits as text, one a line: what the execution domain hashes. */
export function limitsText(): string {
  return Object.entries(limits)
    .map(([name, value]) => `${name} ${value}`)
    .join("\n");
}
