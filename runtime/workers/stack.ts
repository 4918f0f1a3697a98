/**
 * V8's own stack in a thread, in MiB: at the domain's limit of slots, code that V8 has optimised, with its inlining and
 * the values that it keeps at hand, still fits. It is address space: a thread takes what its guest has touched.
 */
export const STACK_MB = 256;
