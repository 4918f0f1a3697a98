// Writes functions/sdk/prelude.generated.js from prelude/. Its hash is part of the execution domain: a change of one
// byte makes another domain.
//
//   npm run prelude              write it
//   npm run prelude -- --check   fail when it is not current

import { readFile, writeFile } from "node:fs/promises";
import { generatePrelude } from "../functions/sdk/build-prelude.ts";
import { isCheck } from "./command-line.ts";

const TARGET = new URL("../functions/sdk/prelude.generated.js", import.meta.url);

const checks = isCheck("prelude");
const generated = await generatePrelude();

if (!checks) {
  await writeFile(TARGET, generated);
} else if (generated !== (await readFile(TARGET, "utf8"))) {
  console.error("functions/sdk/prelude.generated.js is out of date: run npm run prelude");
  process.exitCode = 1;
}
