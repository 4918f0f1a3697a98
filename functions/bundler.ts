import { basename, dirname, resolve } from "node:path";
import { type BuildFailure, type BuildOptions, build } from "esbuild";
import { fail } from "../protocol/errors.ts";

export interface Bundle {
  readonly bytes: Uint8Array;
  /** Where its parts come from, relative to the entry's folder, for a profile; it is not published. */
  readonly sourceMap: string;
}

/**
 * Bundles a function's TypeScript or JavaScript into the one script that is published. The same sources give the same
 * bytes on every machine: no path, time or source map is in them.
 * @throws ALT_GUEST_SYNTAX with the first fault's place
 */
export async function bundleFunction(entryFile: string): Promise<Bundle> {
  try {
    const { outputFiles = [] } = await build(optionsFor(resolve(entryFile)));
    const [map, script] = outputFiles;
    return { bytes: script?.contents ?? new Uint8Array(), sourceMap: map?.text ?? "" };
  } catch (error) {
    throw syntaxError(entryFile, error as BuildFailure);
  }
}

function optionsFor(file: string): BuildOptions {
  return {
    entryPoints: [basename(file)],
    absWorkingDir: dirname(file),
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2023",
    platform: "browser",
    charset: "utf8",
    legalComments: "none",
    logLevel: "silent",
    write: false,
    // Beside the bundle: it holds no reference to it.
    sourcemap: "external",
    sourcesContent: false,
    outfile: "function.js",
    tsconfigRaw: {},
  };
}

function syntaxError(file: string, error: BuildFailure): Error {
  const [first] = error.errors ?? [];
  const place = first?.location
    ? `${first.location.file}:${first.location.line}:${first.location.column}`
    : file;
  return fail("ALT_GUEST_SYNTAX", { file: place, fault: first?.text ?? error.message }, error);
}
