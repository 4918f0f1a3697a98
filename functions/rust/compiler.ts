import { execFile } from "node:child_process";
import { access, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

const TARGET = "wasm32-unknown-unknown";
const STACK_BYTES = 8_192;
const FIRST_MEMORY_BYTES = 65_536;

/**
 * How functions are compiled. The stack lies below the data, where an overflow traps. Function names stay, for
 * profiles; no path, time or debug information does. Without `target-cpu=mvp` rustc 1.82 and newer would use reference
 * types, which the runtime refuses.
 */
const OPTIONS = [
  ...["--edition", "2021", "--crate-type", "cdylib", "--target", TARGET],
  ...[
    "opt-level=3",
    "lto=fat",
    "codegen-units=1",
    "panic=abort",
    "strip=debuginfo",
    "target-cpu=mvp",
  ].flatMap(codegen),
  ...["--stack-first", `-zstack-size=${STACK_BYTES}`, `--initial-memory=${FIRST_MEMORY_BYTES}`].flatMap(
    (argument) => codegen(`link-arg=${argument}`),
  ),
];

/** A Rust compiler that can make WebAssembly. */
export interface RustCompiler {
  readonly file: string;
  /** As `rustc` calls them: "1.63.0", "14.0.6". */
  readonly release: string;
  readonly llvm: string;
}

/** What the committed artefacts were made with: another compiler makes other bytes. */
export const PINNED: Omit<RustCompiler, "file"> = { release: "1.63.0", llvm: "14.0.6" };

/** The pinned compiler if it is there, else any that has the target: $ALTHING_RUSTC, the path's, the system's. */
export async function findCompiler(): Promise<RustCompiler | undefined> {
  const { ALTHING_RUSTC } = process.env;
  const files = ALTHING_RUSTC ? [ALTHING_RUSTC] : ["rustc", "/usr/bin/rustc"];
  const found = (await Promise.all(files.map(compilerAt))).filter((compiler) => compiler !== undefined);
  return found.find(isPinned) ?? found[0];
}

export function isPinned({ release, llvm }: RustCompiler): boolean {
  return release === PINNED.release && llvm === PINNED.llvm;
}

/** Compiles a function; a rejection's `stderr` holds what the compiler said. */
export async function compileRust({ file }: RustCompiler, source: string): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), "althing-rust-"));
  try {
    const artefact = join(folder, "function.wasm");
    const remap = `--remap-path-prefix=${process.cwd()}=.`;
    await run(file, [...OPTIONS, remap, "-o", artefact, source]);
    return await readFile(artefact);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compilerAt(file: string): Promise<RustCompiler | undefined> {
  try {
    const { stdout } = await run(file, ["--version", "--verbose"]);
    const { stdout: library } = await run(file, ["--print", "target-libdir", "--target", TARGET]);
    await access(library.trim());
    return { file, release: field(stdout, "release"), llvm: field(stdout, "LLVM version") };
  } catch {
    return undefined;
  }
}

function field(text: string, name: string): string {
  return new RegExp(`^${name}: (.+)$`, "m").exec(text)?.[1] ?? "";
}

function codegen(option: string): [string, string] {
  return ["-C", option];
}
