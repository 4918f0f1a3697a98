import type { ErrorEntry } from "../protocol/error-catalogue.ts";

const INTRODUCTION = `# Errors

Every error that Althing itself raises. A code never changes between releases; the message's \`{figures}\` are
filled in when it is raised, and are properties of the error's \`figures\`. Errors of contracts are decoded by
their own names, which stand on the interfaces in \`contracts/\`.

This page is generated from \`protocol/error-catalogue.ts\` by \`npm run docs:errors\`.
`;

const section = ([code, { message, remedy }]: [string, ErrorEntry]): string =>
  `\n## ${code}\n\n${message}\n\n**What to do:** ${remedy}\n`;

/** The text of docs/errors.md. */
export function errorPage(catalogue: Readonly<Record<string, ErrorEntry>>): string {
  return INTRODUCTION + Object.entries(catalogue).map(section).join("");
}
