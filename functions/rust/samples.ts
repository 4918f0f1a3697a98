import { fileURLToPath } from "node:url";

/** The sources of the samples in Rust. */
export const rustSamples: readonly string[] = [
  fileURLToPath(new URL("../primes/rust/primes.rs", import.meta.url)),
];

/** Where a source's artefact is: beside it. */
export function artefactOf(source: string): string {
  return source.replace(/\.rs$/, ".wasm");
}
