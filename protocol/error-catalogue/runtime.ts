import type { ErrorEntry } from "./entry.ts";

/** What guests may not do, and what ends an execution. */
export const runtimeErrors = {
  ALT_GUEST_ABI_MISSING: {
    message: "{file} does not say what its endpoints are",
    remedy: "Name its ABI with --abi: a JSON array of fragments, human-readable or as compilers write them.",
  },
  ALT_GUEST_ARTEFACT_OVER_LIMIT: {
    message: "The artefact has {bytes} bytes, and may have {limit}",
    remedy: "Leave out what the function does not need: packages, tables, debug sections.",
  },
  ALT_GUEST_EXPORT_MISSING: {
    message: "The module does not export {name} as {expected}",
    remedy: "Export it: docs/runtime.md describes the guest ABI.",
  },
  ALT_GUEST_IMPORT_REFUSED: {
    message: "The module's import {name} (at byte {offset}) is refused: {reason}",
    remedy: "Import nothing but the host's functions: docs/runtime.md lists them.",
  },
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
  ALT_GUEST_MODULE_OVER_LIMIT: {
    message: "The module has {count} {construct} (at byte {offset}); the limit is {limit}",
    remedy: "Split what is too large: the limits are those of the execution domain, in runtime/limits.ts.",
  },
  ALT_GUEST_RESERVED_EXPORT: {
    message: "The module exports {name}, a name that is reserved for the meter",
    remedy: "Rename the export: no name may begin with althing:.",
  },
  ALT_GUEST_SYNTAX: {
    message: "{file} cannot be built: {fault}",
    remedy: "Correct the source; the function may import its own files, npm packages and the guest SDK.",
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
      "Build it for WebAssembly 2.0 without SIMD, reference types, threads, exceptions, tail calls or garbage collection.",
  },
} as const satisfies Record<string, ErrorEntry>;
