import type { Compiler, CompilerInput, CompilerOutput } from "hardhat/types/solidity";

/** Fewer contracts are not worth another process, which reads all sources again. */
const FEWEST = 6;

/** Generating code takes the time, and only what is neither abstract nor an interface has any. */
const HAS_CODE = /^(contract|library) /m;

/** A compiler whose jobs are shared out to several processes: each reads all sources and generates code for its part. */
export class SharingCompiler implements Compiler {
  readonly version: string;
  readonly longVersion: string;
  readonly compilerPath: string;
  readonly isSolcJs: boolean;
  readonly #compiler: Compiler;
  readonly #processes: number;

  constructor(compiler: Compiler, processes: number) {
    this.version = compiler.version;
    this.longVersion = compiler.longVersion;
    this.compilerPath = compiler.compilerPath;
    this.isSolcJs = compiler.isSolcJs;
    this.#compiler = compiler;
    this.#processes = processes;
  }

  async compile(input: CompilerInput): Promise<CompilerOutput> {
    const parts = shareOut(input, this.#processes);
    return merge(await Promise.all(parts.map((part) => this.#compiler.compile(part))));
  }
}

/** The same sources for each, so that syntax trees and source maps have the same numbers; other outputs. */
export function shareOut(input: CompilerInput, processes: number): CompilerInput[] {
  const { "*": wanted, ...more } = input.settings.outputSelection;
  const files = Object.keys(input.sources);
  const heavy = files.filter((file) => HAS_CODE.test(input.sources[file]?.content ?? ""));
  const count = Math.min(processes, Math.floor(heavy.length / FEWEST));
  if (wanted === undefined || Object.keys(more).length > 0 || count < 2) return [input];
  // Neighbours, which take about as long, go to different parts.
  const partOf = (file: string) => Math.max(0, heavy.indexOf(file)) % count;
  return Array.from({ length: count }, (_, part) => {
    const own = files.filter((file) => partOf(file) === part);
    const outputSelection = Object.fromEntries(own.map((file) => [file, wanted]));
    return { ...input, settings: { ...input.settings, outputSelection } };
  });
}

/** What one run for all files would have given. */
export function merge(outputs: readonly CompilerOutput[]): CompilerOutput {
  const [only, second] = outputs;
  if (only !== undefined && second === undefined) return only;
  const errors = outputs.flatMap((output) => output.errors ?? []);
  const trees = outputs.flatMap(({ sources }) => Object.entries(sources ?? {}));
  return {
    errors: [...new Map(errors.map((error) => [error.formattedMessage, error])).values()],
    // Each run names every source, and gives the syntax trees of its own.
    sources: Object.fromEntries([
      ...trees.filter(([, { ast }]) => !ast),
      ...trees.filter(([, { ast }]) => ast),
    ]),
    contracts: Object.assign({}, ...outputs.map(({ contracts }) => contracts)),
  };
}
