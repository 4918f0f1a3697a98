import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { compileRust, findCompiler, isPinned, PINNED, type RustCompiler } from "./compiler.ts";

/**
 * Builds the samples in Rust, each beside its source. With `--check` it only compares, and exits with 1 if a committed
 * artefact is out of date; where the pinned compiler is not there, it says so and leaves the comparison out.
 */
export const rustSamples: readonly string[] = [
  fileURLToPath(new URL("../primes/rust/primes.rs", import.meta.url)),
];

/** Where a source's artefact is committed. */
export function artefactOf(source: string): string {
  return source.replace(/\.rs$/, ".wasm");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.includes("--check"));

async function main(isCheck: boolean): Promise<void> {
  const compiler = await findCompiler();
  if (isCheck && !(compiler && isPinned(compiler))) return leaveOut();
  if (compiler === undefined)
    return complain("no Rust compiler with the target wasm32-unknown-unknown: see docs/rust.md");
  for (const source of rustSamples) await (isCheck ? check : build)(compiler, source);
}

async function build(compiler: RustCompiler, source: string): Promise<void> {
  const bytes = await compileRust(compiler, source);
  await writeFile(artefactOf(source), bytes);
  const by = `rustc ${compiler.release}, LLVM ${compiler.llvm}`;
  console.log(
    `${artefactOf(source)}: ${bytes.length} bytes, by ${by}${isPinned(compiler) ? "" : ", not the pinned one"}`,
  );
}

async function check(compiler: RustCompiler, source: string): Promise<void> {
  const committed = await readFile(artefactOf(source));
  if (committed.equals(await compileRust(compiler, source)))
    console.log(`${artefactOf(source)} is what its source gives`);
  else complain(`${artefactOf(source)} is out of date: run npm run rust`);
}

function leaveOut(): void {
  console.log(
    `Left out: functions in Rust, as there is no rustc ${PINNED.release} with LLVM ${PINNED.llvm} and WebAssembly (docs/rust.md)`,
  );
}

function complain(fault: string): void {
  console.error(fault);
  process.exitCode = 1;
}
