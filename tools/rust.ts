// Builds functions in Rust, each beside its source: those named, else the samples.
//
//   npm run rust [-- functions/primes/rust/primes.rs]
//   npm run rust -- --check    fail when an artefact is out of date; left out without the pinned compiler

import { readFile, writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import {
  compileRust,
  findCompiler,
  isPinned,
  PINNED,
  type RustCompiler,
} from "../functions/rust/compiler.ts";
import { artefactOf, rustSamples } from "../functions/rust/samples.ts";
import { commandLine } from "./command-line.ts";

const { values, positionals } = commandLine("Usage: npm run rust [-- [--check] <source.rs>…]", {
  allowPositionals: true,
  options: { check: { type: "boolean", default: false } },
});

await main(values.check, positionals.length > 0 ? positionals : rustSamples);

async function main(isCheck: boolean, sources: readonly string[]): Promise<void> {
  const compiler = await findCompiler();
  if (isCheck && !(compiler && isPinned(compiler))) return leaveOut();
  if (compiler === undefined)
    return complain("No Rust compiler with the target wasm32-unknown-unknown was found: see docs/rust.md.");
  for (const source of sources) await (isCheck ? check : build)(compiler, resolve(source));
}

async function build(compiler: RustCompiler, source: string): Promise<void> {
  const bytes = await compiled(compiler, source);
  if (!bytes) return;
  await writeFile(artefactOf(source), bytes);
  const by = `rustc ${compiler.release}, LLVM ${compiler.llvm}${isPinned(compiler) ? "" : ", not the pinned one"}`;
  console.log(`${shown(artefactOf(source))}: ${bytes.length} bytes, by ${by}`);
}

async function check(compiler: RustCompiler, source: string): Promise<void> {
  const bytes = await compiled(compiler, source);
  if (!bytes) return;
  const committed = await readFile(artefactOf(source)).catch(() => undefined);
  if (committed?.equals(bytes)) console.log(`${shown(artefactOf(source))} is what its source gives`);
  else complain(`${shown(artefactOf(source))} is out of date: run npm run rust`);
}

/** Undefined where the compiler refuses the source: what it says is shown. */
async function compiled(compiler: RustCompiler, source: string): Promise<Uint8Array | undefined> {
  if (!source.endsWith(".rs")) return complain(`${shown(source)} is no source in Rust (.rs)`);
  try {
    return await compileRust(compiler, source);
  } catch (error) {
    return complain((error as { stderr?: string }).stderr || (error as Error).message);
  }
}

function leaveOut(): void {
  console.log(
    `Left out: functions in Rust, as there is no rustc ${PINNED.release} with LLVM ${PINNED.llvm} and WebAssembly (docs/rust.md)`,
  );
}

function complain(fault: string): undefined {
  console.error(fault);
  process.exitCode = 1;
}

function shown(file: string): string {
  return relative("", file);
}
