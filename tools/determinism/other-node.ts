import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";

export interface Node {
  /** The binary. */
  readonly node: string;
  /** Such as v22.11.0. */
  readonly version: string;
}

interface Toolchain {
  /** Fetches the newest Node of a major version into this folder, once. @returns the binary */
  fetchOtherNode(major: number): Promise<string>;
}

/** What npm complained of. */
type NpmFailure = Error & { readonly output?: string };

const WAY_OUT = "install a second Node, or pass --without-other-node";
/** The oldest that has several memories in a module, which a reset of QuickJS needs. */
const OLDEST = 22;
/** Fetched where the machine has one version only; the second, where the first is the one that runs this. */
const FETCHED = [22, 24];

/** There is one version of Node only, and no other can be fetched. */
export class OneNodeOnly extends Error {}

/** A Node of another major version than this one's: one on the path, or else one that npm fetches. @throws OneNodeOnly */
export async function otherNode(): Promise<Node> {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const here = majorOf(process.version);
  const found = folders
    .flatMap((folder) => nodeAt(join(folder, "node")) ?? [])
    .find(({ version }) => majorOf(version) !== here && majorOf(version) >= OLDEST);
  if (found) return found;
  const major = FETCHED.find((version) => version !== here) ?? OLDEST;
  const { fetchOtherNode } = createRequire(import.meta.url)("../../setup/toolchain.cjs") as Toolchain;
  const fetched = nodeAt(await fetchOtherNode(major).catch((error: NpmFailure) => failed(major, error)));
  if (!fetched) throw new OneNodeOnly(`The fetched Node ${major} does not run here; ${WAY_OUT}`);
  return fetched;
}

function failed(major: number, { message, output = message }: NpmFailure): never {
  throw new OneNodeOnly(`Node ${major} cannot be fetched; ${WAY_OUT}\n${output}`);
}

function majorOf(version: string): number {
  return Number(version.replace(/^v/, "").split(".", 1)[0]);
}

function nodeAt(node: string): Node | undefined {
  const { status, stdout } = spawnSync(node, ["--version"], { encoding: "utf8" });
  return status === 0 ? { node, version: stdout.trim() } : undefined;
}
