// Writes docs/errors.md from the error catalogue.
//
//   npm run docs:errors              write it
//   npm run docs:errors -- --check   fail when it is not current

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { errorCatalogue } from "../protocol/error-catalogue.ts";
import { isCheck } from "./command-line.ts";
import { errorPage } from "./error-page.ts";

const PAGE = fileURLToPath(new URL("../docs/errors.md", import.meta.url));

const checks = isCheck("docs:errors");
const page = errorPage(errorCatalogue);
const current = existsSync(PAGE) ? readFileSync(PAGE, "utf8") : "";

if (page === current) {
  console.log("docs/errors.md is current.");
} else if (checks) {
  console.error("docs/errors.md is not what the catalogue says. Run `npm run docs:errors`.");
  process.exitCode = 1;
} else {
  mkdirSync(dirname(PAGE), { recursive: true });
  writeFileSync(PAGE, page);
  console.log("Wrote docs/errors.md.");
}
