import path from "node:path";
import { addressOf, nameOf } from "../../clients/support/addresses.ts";
import { DistributorClient } from "../../clients/token/distributor-client.ts";
import { fail } from "../../protocol/errors.ts";
import { resolveAccount, type Workspace } from "../../tasks/shared/clients.ts";
import { figure, tokens } from "../../tasks/shared/format.ts";
import { printFields } from "../../tasks/shared/output.ts";
import { outputFolder, readText } from "../support/files.ts";
import { choice, type Settings, text, whole } from "../support/settings.ts";
import { writeClaims } from "./claim-files.ts";
import { type Entry, parseList } from "./list.ts";
import { claimFor, deployDistributor, proposeRound } from "./steps.ts";
import { type Airdrop, airdropOf } from "./tree.ts";

export const airdropSettings = {
  AIRDROP_DO: choice("What to do: prepare, deploy, propose or claim", [
    "prepare",
    "deploy",
    "propose",
    "claim",
  ]),
  AIRDROP_FILE: text("CSV file with the columns account and amount (in tokens)", "airdrop.csv"),
  AIRDROP_DUPLICATES: choice("Accounts in several lines: refuse them, or merge their amounts", [
    "refuse",
    "merge",
  ]),
  AIRDROP_DISTRIBUTOR: text("Address of the organisation's MerkleDistributor"),
  AIRDROP_DAYS: whole("Days for claims, counted from the proposal", "90"),
  AIRDROP_ACCOUNT: text("Whose claim, for AIRDROP_DO=claim", "signer"),
  AIRDROP_OUT: text("Folder for the claims' files"),
};

/** An airdrop at hand: its tree, where its files go, and the distributor if one is named. */
export interface Prepared {
  readonly workspace: Workspace;
  readonly settings: Settings<typeof airdropSettings>;
  readonly airdrop: Airdrop;
  readonly folder: string;
  readonly distributor: DistributorClient | undefined;
}

/** Does one step of an airdrop. Each can be repeated. See scripts/airdrop.ts. */
export async function airdropStory(workspace: Workspace, settings: Settings<typeof airdropSettings>) {
  if (settings.AIRDROP_DO === "deploy") return deployDistributor(workspace);
  const file = settings.AIRDROP_FILE;
  const airdrop = airdropOf(readList(workspace, file, settings.AIRDROP_DUPLICATES));
  const named = path.parse(file).name;
  const folder = settings.AIRDROP_OUT ?? outputFolder(workspace.connection.networkName, "airdrops", named);
  const distributor = await distributorOf(workspace, settings.AIRDROP_DISTRIBUTOR);
  const prepared = { workspace, settings, airdrop, folder, distributor };
  if (settings.AIRDROP_DO === "propose") return proposeRound(prepared);
  if (settings.AIRDROP_DO === "prepare") return prepare(prepared);
  const account = await resolveAccount(workspace, settings.AIRDROP_ACCOUNT, "account");
  return claimFor(prepared, account);
}

/** Every line that is not right is told on standard error before ALT_AIRDROP_LINES. */
function readList({ addresses }: Workspace, file: string, duplicates: "refuse" | "merge"): readonly Entry[] {
  const { entries, faults } = parseList(readText(file), duplicates, (account) => nameOf(addresses, account));
  for (const { line, fault } of faults) console.error(`${file}:${line}: ${fault}`);
  if (faults.length === 0) return entries;
  const lines = faults.map(({ line }) => line).join(", ");
  throw fail("ALT_AIRDROP_LINES", { file, count: faults.length, lines });
}

async function distributorOf(
  { addresses, signer }: Workspace,
  named: string | undefined,
): Promise<DistributorClient | undefined> {
  const address = named ?? addresses.distributor;
  if (address === undefined) return undefined;
  const distributor = new DistributorClient(addresses, address, signer);
  await distributor.requireOwn();
  return distributor;
}

/** Writes the claims' files, with the round's number once the DAO has opened it. */
async function prepare({ workspace, airdrop, folder, distributor }: Prepared) {
  const { addresses, output } = workspace;
  const round = await distributor?.findRound(airdrop.root, airdrop.total);
  const address = distributor && String(distributor.contract.target);
  const place = {
    chainId: addresses.chainId,
    token: addressOf(addresses, "token"),
    distributor: address,
    round,
  };
  writeClaims(folder, airdrop, place);
  const document = {
    root: airdrop.root,
    total: airdrop.total,
    accounts: airdrop.claims.length,
    folder,
    distributor: address,
    round: round?.number,
    claimed: round && round.expiry > 0n ? round.total - round.remaining : undefined,
  };
  output.finish(document, () => {
    printFields({
      Accounts: figure(document.accounts),
      Total: `${tokens(airdrop.total)} tokens`,
      Root: airdrop.root,
      Claims: path.join(folder, "claims"),
      Round: round === undefined ? "not opened yet" : String(round.number),
      ...(document.claimed !== undefined && { Claimed: `${tokens(document.claimed)} tokens` }),
    });
    if (round === undefined)
      console.log("\nAIRDROP_DO=propose proposes it; run this again once it is executed.");
  });
  return document;
}
