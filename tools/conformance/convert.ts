import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Script } from "./script.ts";

/** A script, and the folder that holds the modules that it names. */
export interface ConvertedScript {
  readonly file: string;
  readonly folder: string;
  readonly script: Script;
}

export class ConversionFailure extends Error {}

/** @throws ConversionFailure that says how to install it */
export function requireConverter(): void {
  const { error } = spawnSync("wast2json", ["--version"], { stdio: "ignore" });
  if (!error) return;
  throw new ConversionFailure(
    "The command wast2json is missing. It comes with WABT: `apt-get install wabt` on Debian and Ubuntu, " +
      "`brew install wabt` on macOS, or https://github.com/WebAssembly/wabt/releases.",
  );
}

/**
 * Turns a script of the suite into JSON and one binary a module, in `folder`.
 * @throws ConversionFailure with the converter's first line
 */
export function convert(source: string, folder: string): ConvertedScript {
  const file = basename(source, ".wast");
  const json = join(folder, `${file}.json`);
  const { status, stderr } = spawnSync("wast2json", [source, "-o", json], { encoding: "utf8" });
  if (status !== 0) throw new ConversionFailure(stderr.split("\n", 1)[0] ?? "it cannot be converted");
  return { file, folder, script: JSON.parse(readFileSync(json, "utf8")) as Script };
}
