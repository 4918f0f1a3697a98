import path from "node:path";
import type { Block } from "ethers";
import { type Holding, Holdings, holdingTopics } from "../../clients/dao/holdings.ts";
import { moment } from "../../protocol/moment.ts";
import type { Workspace } from "../../tasks/shared/clients.ts";
import { toCsv } from "../../tasks/shared/csv.ts";
import { figure, tokens } from "../../tasks/shared/format.ts";
import { printFields, printTable } from "../../tasks/shared/output.ts";
import { type Place, withCollection } from "../support/collection.ts";
import { outputFolder, writeWhole } from "../support/files.ts";
import { ProgressBar } from "../support/progress-bar.ts";
import { choice, type Settings, text } from "../support/settings.ts";
import { type Asset, assetAt, findBlock, requireSameBlock } from "./at-block.ts";
import { checkHoldings } from "./check.ts";
import { readLogs } from "./read-logs.ts";

export const snapshotSettings = {
  SNAPSHOT_OF: choice("Whose holders: token or collection", ["token", "collection"]),
  SNAPSHOT_COLLECTION: text("Which collection, by its contract's name or its address; the first if not set"),
  SNAPSHOT_BLOCK: text("Block: its number, latest, safe or finalized", "latest"),
  SNAPSHOT_FILE: text("CSV file to write"),
};

/** How many of the largest holders a person is shown. */
const SHOWN = 10;

/** Writes who held what at a block, and with how many votes. See scripts/snapshot.ts. */
export async function snapshotStory(opened: Workspace, settings: Settings<typeof snapshotSettings>) {
  const workspace = withCollection(opened, settings.SNAPSHOT_COLLECTION);
  const { connection, output } = workspace;
  const of = settings.SNAPSHOT_OF;
  const asset: Asset = workspace[of].contract;
  const { provider } = connection.ethers;
  const block = await findBlock(provider, settings.SNAPSHOT_BLOCK);
  const holdings = await holdingsAt(workspace, asset, block);
  await check(asset, block, holdings);
  await requireSameBlock(provider, block);
  const folder = outputFolder(connection.networkName, "snapshots");
  const file = settings.SNAPSHOT_FILE ?? path.join(folder, `${of}-${block.number}.csv`);
  writeWhole(file, snapshotCsv(of, holdings));
  const document = {
    of,
    address: String(asset.target),
    block: block.number,
    blockHash: block.hash,
    timestamp: block.timestamp,
    supply: holdings.reduce((sum, { balance }) => sum + balance, 0n),
    votes: holdings.reduce((sum, { votes }) => sum + votes, 0n),
    holders: holdings.filter(({ balance }) => balance > 0n).length,
    file,
  };
  output.finish(document, () => show(document, holdings));
  return document;
}

/** A line an account, the largest first. Amounts are smallest units, as in every CSV. */
export function snapshotCsv(of: "token" | "collection", holdings: readonly Holding[]): string {
  const head = ["account", "balance", "votes", "delegate", ...(of === "collection" ? ["tokens"] : [])];
  const rows = holdings.map(({ account, balance, votes, delegate, tokenIds }) => [
    account,
    String(balance),
    String(votes),
    delegate ?? "",
    ...(of === "collection" ? [tokenIds.join(" ")] : []),
  ]);
  return `${toCsv(head, rows)}\n`;
}

async function holdingsAt({ addresses, connection }: Place, asset: Asset, block: Block) {
  const holdings = new Holdings();
  const from = addresses.fromBlock ?? 0;
  const bar = new ProgressBar(block.number - from + 1, "blocks");
  const search = { address: String(asset.target), topics: holdingTopics };
  await readLogs(connection.ethers.provider, search, { from, to: block.number }, (logs, upTo) => {
    for (const log of logs) holdings.apply(log);
    bar.show(upTo - from + 1);
  });
  bar.stop();
  return holdings.list();
}

async function check(asset: Asset, block: Block, holdings: readonly Holding[]): Promise<void> {
  const bar = new ProgressBar(holdings.length, "accounts checked");
  try {
    await checkHoldings(holdings, assetAt(asset, block.number), (checked) => bar.show(checked));
  } finally {
    bar.stop();
  }
}

interface Shown {
  readonly of: "token" | "collection";
  readonly block: number;
  readonly timestamp: number;
  readonly supply: bigint;
  readonly votes: bigint;
  readonly holders: number;
  readonly file: string;
}

function show(snapshot: Shown, holdings: readonly Holding[]): void {
  const amount = snapshot.of === "token" ? tokens : figure;
  const largest = holdings.slice(0, SHOWN);
  printTable(
    ["account", "balance", "votes", "delegate"],
    largest.map(({ account, balance, votes, delegate }) => [
      account,
      amount(balance),
      amount(votes),
      delegate === undefined ? "nobody" : delegate === account ? "itself" : delegate,
    ]),
  );
  printFields({
    Block: `${snapshot.block}, ${moment(BigInt(snapshot.timestamp))}`,
    Holders: figure(snapshot.holders),
    Supply: amount(snapshot.supply),
    Votes: `${amount(snapshot.votes)} delegated`,
    Checked: "every balance and vote, and the supply",
    File: snapshot.file,
  });
}
