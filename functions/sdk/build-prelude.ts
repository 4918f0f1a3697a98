import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const SOURCE = fileURLToPath(new URL("./prelude/main.ts", import.meta.url));
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
