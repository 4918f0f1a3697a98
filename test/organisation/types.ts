import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { readOrganisation } from "../../organisation/read.ts";

const root = path.resolve(import.meta.dirname, "../..");
const folder = path.join(import.meta.dirname, "types");
const run = promisify(execFile);
const DIRECTIVE = /\/\/ @ts-expect-error (\w+)$/;

/** A place in a file, lines and columns counted from 1. */
interface Diagnostic {
  readonly line: number;
  readonly column: number;
}

describe("types of an organisation's config", () => {
  it("refuse each impossible one, and at the property that makes it so", async () => {
    const lines = readFileSync(path.join(folder, "impossible.ts"), "utf8").split("\n");
    const expected = lines.flatMap((line, index) => {
      const property = DIRECTIVE.exec(line)?.[1];
      return property === undefined ? [] : [`${index + 2} ${property}`];
    });
    const found = await diagnosticsOf(lines.map((line) => line.replace(/@ts-expect-error/, "expected:")));
    const shown = found.map(({ line, column }) => {
      const property = /^\w+/.exec((lines[line - 1] ?? "").slice(column - 1))?.[0];
      return `${line} ${property}`;
    });
    expect(shown).to.deep.equal(expected);
    expect(expected).to.have.length.at.least(10);
  }).timeout(60_000);

  it("take each possible one, and so do the rules", async () => {
    const lines = readFileSync(path.join(folder, "possible.ts"), "utf8").split("\n");
    expect(await diagnosticsOf(lines)).to.deep.equal([]);
    const configs = Object.entries(await import("./types/possible.ts"));
    expect(configs).to.have.length.at.least(10);
    for (const [name, config] of configs) expect(() => readOrganisation(config, folder), name).not.to.throw();
  }).timeout(60_000);
});

/** What `tsc` says about a file beside those of the folder `types`, under the project's own options. */
async function diagnosticsOf(lines: readonly string[]): Promise<Diagnostic[]> {
  const trial = mkdtempSync(path.join(import.meta.dirname, "trial-"));
  try {
    const text = lines.join("\n").replaceAll('"./parts.ts"', '"../types/parts.ts"');
    writeFileSync(path.join(trial, "trial.ts"), text);
    const options = { extends: path.join(root, "tsconfig.json"), files: ["trial.ts"], include: [] };
    writeFileSync(path.join(trial, "tsconfig.json"), JSON.stringify(options));
    const tsc = path.join(root, "node_modules/.bin/tsc");
    const output = await run(tsc, ["-p", trial, "--pretty", "false"], { cwd: trial }).then(
      ({ stdout }) => stdout,
      (failure: { stdout: string }) => failure.stdout,
    );
    return [...output.matchAll(/^trial\.ts\((\d+),(\d+)\): error/gm)].map(([, line, column]) => ({
      line: Number(line),
      column: Number(column),
    }));
  } finally {
    rmSync(trial, { recursive: true });
  }
}
