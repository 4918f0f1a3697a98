import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type AddressBook, type ContractName, contractNames } from "../clients/address-book.ts";
import { fail } from "../protocol/errors.ts";

const FILE = "addresses.json";

const PROJECT = path.resolve(import.meta.dirname, "..");

/** Where a network's deployment is kept: below `deployments/`, or the folder that ALTHING_DEPLOYMENTS names. */
export function deploymentFolder(networkName: string): string {
  return path.resolve(PROJECT, process.env.ALTHING_DEPLOYMENTS || "deployments", networkName);
}

/** The file that other programs may read: plain JSON, the chain id as a decimal string. */
export function addressFile(folder: string): string {
  return path.join(folder, FILE);
}

/** Writes the book in one step: a reader sees the old or the new, never half of it. */
export function writeAddressBook(folder: string, book: AddressBook): void {
  mkdirSync(folder, { recursive: true });
  const draft = path.join(folder, `.${FILE}.${process.pid}`);
  writeFileSync(draft, `${JSON.stringify({ ...book, chainId: String(book.chainId) }, undefined, 2)}\n`);
  renameSync(draft, addressFile(folder));
}

/** What not every organisation has. */
const MAY_LACK: readonly ContractName[] = ["token", "collection"];

/** Reads the book of a deployment's folder; undefined if there is none. Throws ALT_DEPLOY_BOOK_INVALID. */
export function readAddressBook(folder: string): AddressBook | undefined {
  const file = addressFile(folder);
  if (!existsSync(file)) return undefined;
  const found = parse(file);
  for (const name of contractNames) {
    if (found[name] === undefined && MAY_LACK.includes(name)) continue;
    if (!/^0x[0-9a-fA-F]{40}$/.test(String(found[name]))) throw invalid(file, `${name} is no address`);
  }
  if (!/^\d+$/.test(String(found.chainId))) throw invalid(file, "chainId is no number");
  return { ...(found as unknown as AddressBook), chainId: BigInt(String(found.chainId)) };
}

function parse(file: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Record<string, unknown>;
  } catch (error) {
    throw invalid(file, String(error));
  }
}

function invalid(file: string, fault: string) {
  return fail("ALT_DEPLOY_BOOK_INVALID", { file, fault });
}
