import { basename, dirname, resolve } from "node:path";
import { type BuildFailure, type BuildOptions, build } from "esbuild";
import { fail } from "../protocol/errors.ts";

/**
 * Bundles a function's TypeScript or JavaScript into the one script that is published. The same sources give the same
 * bytes on every machine: no path, time or source map is in them.
 * @throws ALT_GUEST_SYNTAX with the first fault's place
 */
export async function bundleFunction(entryFile: string): Promise<{ bytes: Uint8Array }> {
  try {
    const { outputFiles = [] } = await build(optionsFor(resolve(entryFile)));
    return { bytes: outputFiles[0]?.contents ?? new Uint8Array() };
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
