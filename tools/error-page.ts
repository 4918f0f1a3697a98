import type { ErrorEntry } from "../protocol/error-catalogue/entry.ts";

const INTRODUCTION = `# Errors

Every error that Althing itself raises. A code never changes between releases; the message's \`{figures}\` are
filled in when it is raised, and are properties of the error's \`figures\`. Errors of contracts are decoded by
their own names, which stand on the interfaces in \`contracts/\`.

This page is generated from \`protocol/error-catalogue/\` by \`npm run docs:errors\`.
`;

const section = ([code, { message, remedy }]: [string, ErrorEntry]): string =>
  `\n## ${code}\n\n${message}\n\n**What to do:** ${remedy}\n`;

/** The text of docs/errors.md. */
export function errorPage(catalogue: Readonly<Record<string, ErrorEntry>>): string {
  return INTRODUCTION + inOrder(catalogue).map(section).join("");
}

/** The catalogue is an area a file; readers look a code up by the alphabet. */
const inOrder = (catalogue: Readonly<Record<string, ErrorEntry>>): [string, ErrorEntry][] =>
  Object.entries(catalogue).sort(([one], [other]) => (one < other ? -1 : 1));

const BEGIN = "<!-- errors -->\n";
const END = "<!-- /errors -->";

const row = ([code, { message, remedy }]: [string, ErrorEntry]): string =>
  `| \`${code}\` | ${cell(message)} | ${cell(remedy)} |\n`;

const cell = (text: string): string => text.replaceAll("|", "\\|");

/** docs/operators.md with the errors that operators meet in its table. */
export function operatorPage(page: string, catalogue: Readonly<Record<string, ErrorEntry>>): string {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (before === undefined || after === undefined)
    throw new Error("docs/operators.md has no table of errors");
  const rows = inOrder(catalogue).filter(([code]) => /^ALT_(RELAY|HTTP)_/.test(code));
  const table = `| code | what it means | what to do |\n|---|---|---|\n${rows.map(row).join("")}`;
  return `${before}${BEGIN}${table}${END}${after}`;
}
