import { readFile } from "node:fs/promises";

let source: Promise<string> | undefined;

/** The guest SDK's part that lives inside the sandbox: generated, committed, and pinned by the execution domain. */
export function prelude(): Promise<string> {
  source ??= readFile(new URL("../functions/sdk/prelude.generated.js", import.meta.url), "utf8");
  return source;
}
