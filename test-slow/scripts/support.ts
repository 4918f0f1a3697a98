import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect } from "chai";
import type { AddressBook } from "../../clients/address-book.ts";
import { parseCsv } from "../../tasks/shared/csv.ts";
import { type Command, type Ended, runHardhat, startHardhat } from "../support/command.ts";

/** Where Althing is deployed, for scripts that are run as users run them. */
export interface Scene {
  readonly env: NodeJS.ProcessEnv;
  readonly addresses: AddressBook;
}

export const newFolder = (): string => mkdtempSync(path.join(tmpdir(), "althing-scripts-"));

/** Deploys to the node at `url`, with files in a folder of their own. */
export async function deployedAt(url: string): Promise<Scene> {
  const env = { ALTHING_LOCALHOST_URL: url, ALTHING_DEPLOYMENTS: newFolder() };
  const { addresses } = (await runTask({ env }, "deploy")) as unknown as Pick<Scene, "addresses">;
  return { env, addresses };
}

/** The document of a task. */
export async function runTask(
  { env }: Pick<Scene, "env">,
  ...args: string[]
): Promise<Record<string, unknown>> {
  return documentOf(await runHardhat([...args, "--network", "localhost", "--json"], env));
}

/** `SETTING=… npx hardhat run scripts/<name>.ts`. */
export function startScript({ env }: Pick<Scene, "env">, name: string, settings: NodeJS.ProcessEnv): Command {
  const args = ["run", `scripts/${name}.ts`, "--no-compile", "--network", "localhost"];
  return startHardhat(args, { ...env, ...settings });
}

export function runScript(scene: Pick<Scene, "env">, name: string, settings: NodeJS.ProcessEnv) {
  return startScript(scene, name, settings).ended;
}

export function documentOf({ status, stdout, stderr }: Ended): Record<string, unknown> {
  if (status !== 0) throw new Error(`ended with ${status}: ${stdout}${stderr}`);
  return JSON.parse(stdout) as Record<string, unknown>;
}

/** One line with the code on standard error, nothing on standard output, exit status 1. */
export function expectRefusal({ status, stdout, stderr }: Ended, code: string): void {
  expect(stderr.trim().split("\n").at(-1)).to.contain(`(${code})`);
  expect([status, stdout.trim()]).to.deep.equal([1, ""]);
}

/** A CSV file's rows by the names of its columns. */
export function readCsv(file: string): Record<string, string>[] {
  const [head, ...rows] = parseCsv(readFileSync(file, "utf8"));
  return rows.map(({ cells }) =>
    Object.fromEntries((head?.cells ?? []).map((name, i) => [name, cells[i] ?? ""])),
  );
}
