import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/**
 * Generates prelude.generated.js from prelude/. With `--check` it only compares, and exits with 1 if the committed file
 * is out of date. The prelude's hash is part of the execution domain: a change of one byte makes another domain.
 */
const SOURCE = fileURLToPath(new URL("./prelude/main.ts", import.meta.url));
const TARGET = new URL("./prelude.generated.js", import.meta.url);

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** The prelude as its sources give it. */
export async function generatePrelude(): Promise<string> {
  return (await buildPrelude()).script;
}

/** @returns also a source map, whose paths are relative to `folder` */
export async function buildPrelude(): Promise<{ script: string; sourceMap: string; folder: string }> {
  const { outputFiles } = await build({
    entryPoints: [SOURCE],
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "prelude",
    // The script's value is the install function, and no global is left behind.
    banner: { js: "(function(){" },
    footer: { js: "return prelude.install})()" },
    target: "es2023",
    platform: "browser",
    charset: "utf8",
    legalComments: "none",
    write: false,
    // Nothing of the machine may end up in the file.
    absWorkingDir: ROOT,
    sourcemap: "external",
    sourcesContent: false,
    outfile: "prelude.js",
    tsconfigRaw: {},
  });
  const [map, script] = outputFiles.map(({ text }) => text);
  return { script: script ?? "", sourceMap: map ?? "", folder: ROOT };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();

async function main(): Promise<void> {
  const generated = await generatePrelude();
  if (!process.argv.includes("--check")) {
    await writeFile(TARGET, generated);
  } else if (generated !== (await readFile(TARGET, "utf8"))) {
    console.error(
      "functions/sdk/prelude.generated.js is out of date: run npx tsx functions/sdk/build-prelude.ts",
    );
    process.exitCode = 1;
  }
}
