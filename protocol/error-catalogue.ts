/** One entry of the catalogue: what was wrong (with `{figures}`), and what to do next. */
export interface ErrorEntry {
  readonly message: string;
  readonly remedy: string;
}

/**
 * Every error that Althing itself raises, in alphabetical order. `docs/errors.md` is generated from this list.
 * Errors of contracts are not here: those are decoded by name from their ABI (see `reverts.ts`).
 */
export const errorCatalogue = {
  ALT_GUEST_INITIALISATION_FAILED: {
    message: "The function could not be initialised: {fault}",
    remedy:
      "Top-level code may not read the clock, randomness or a call's context, and must define one function.",
  },
  ALT_GUEST_INITIALISATION_OUT_OF_FUEL: {
    message: "The function's top-level code burnt more than {limit} fuel",
    remedy: "Move the work into an endpoint, where the caller's fuel limit pays for it.",
  },
  ALT_GUEST_MEMORY_OVER_LIMIT: {
    message: "The module asks for {pages} pages of memory; the limit is {limit}",
    remedy: "Build it with a smaller initial memory (a page has 64 KiB).",
  },
  ALT_GUEST_RESERVED_EXPORT: {
    message: "The module exports {name}, a name that is reserved for the meter",
    remedy: "Rename the export: no name may begin with althing:.",
  },
  ALT_GUEST_SYNTAX: {
    message: "{file} cannot be bundled: {fault}",
    remedy: "Correct the source; the function may import its own files, npm packages and the guest SDK.",
  },
  ALT_REVERTED: {
    message: "The contract refused: {error}",
    remedy:
      "The name and its figures are the contract's own; its interface in contracts/ says what each means.",
  },
  ALT_RUNTIME_CALL_INVALID: {
    message: "The call cannot be run: {field} is {value}, and must be {expected}",
    remedy: "Correct the field; the chain's own checks refuse such a request.",
  },
  ALT_RUNTIME_CLOSED: {
    message: "The runtime has been closed",
    remedy: "Create another with createRuntime().",
  },
  ALT_RUNTIME_HOST_FAULT: {
    message: "The execution has no result because the host failed: {fault}",
    remedy: "Run it again, here or on another machine; nothing of it may be signed.",
  },
  ALT_RUNTIME_MALFORMED_MODULE: {
    message: "The WebAssembly module is malformed: {fault} (at byte {offset})",
    remedy: "Build the module again, and publish exactly what the compiler wrote.",
  },
  ALT_RUNTIME_UNSUPPORTED_OPCODE: {
    message: "The WebAssembly module uses {construct} (at byte {offset}), which functions may not",
    remedy:
      "Build it for WebAssembly 2.0 without SIMD, threads, exceptions, tail calls or garbage collection.",
  },
} as const satisfies Record<string, ErrorEntry>;

export type ErrorCode = keyof typeof errorCatalogue;
