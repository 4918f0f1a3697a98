// Writes docs/errors.md, and the table of errors in docs/operators.md, from the error catalogue.
//
//   npm run docs:errors              write them
//   npm run docs:errors -- --check   fail when one is not current

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { errorCatalogue } from "../protocol/error-catalogue.ts";
import { isCheck } from "./command-line.ts";
import { errorPage, operatorPage } from "./error-page.ts";

const checks = isCheck("docs:errors");

bring("docs/errors.md", () => errorPage(errorCatalogue));
bring("docs/operators.md", (current) => operatorPage(current, errorCatalogue));

function bring(name: string, pageFrom: (current: string) => string): void {
  const file = fileURLToPath(new URL(`../${name}`, import.meta.url));
  const current = existsSync(file) ? readFileSync(file, "utf8") : "";
  const page = pageFrom(current);
  if (page === current) {
    console.log(`${name} is current.`);
  } else if (checks) {
    console.error(`${name} is not what the catalogue says. Run \`npm run docs:errors\`.`);
    process.exitCode = 1;
  } else {
    writeFileSync(file, page);
    console.log(`Wrote ${name}.`);
  }
}
