import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fail } from "../protocol/errors.ts";
import { LOCAL_CHAIN_ID } from "../protocol/local-chain.ts";
import { blockAt, chainInstance, type Rpc } from "./chain.ts";
import { readJournal } from "./journal.ts";
import type { DeployProgress } from "./progress.ts";

const INSTANCE_FILE = "instance.json";

export interface Place {
  readonly rpc: Rpc;
  readonly folder: string;
  readonly network: string;
  readonly chainId: bigint;
}

/**
 * Drops what an earlier deploy wrote if the chain it speaks of is gone: a local node was restarted or set back. On
 * other chains that is an error, ALT_DEPLOY_OTHER_CHAIN: a journal of money at work is never thrown away.
 */
export async function dropIfStale(place: Place, progress: DeployProgress): Promise<void> {
  const instance = await chainInstance(place.rpc);
  if (await isStale(place, instance)) {
    if (place.chainId !== LOCAL_CHAIN_ID) throw otherChain(place);
    rmSync(place.folder, { recursive: true });
    progress({ kind: "note", text: `The node behind ${place.network} was restarted: deploying afresh` });
  }
  mkdirSync(place.folder, { recursive: true });
  writeFileSync(path.join(place.folder, INSTANCE_FILE), `${JSON.stringify({ instance })}\n`);
}

/** Sets an earlier deployment aside: removes that of a local chain, renames any other, which may hold money. */
export function setAside({ folder, chainId }: Pick<Place, "folder" | "chainId">): void {
  if (!existsSync(folder)) return;
  if (chainId === LOCAL_CHAIN_ID) rmSync(folder, { recursive: true });
  else renameSync(folder, `${folder}-until-${new Date().toISOString().replaceAll(/[:.]/g, "-")}`);
}

/** Whether what an earlier deploy wrote speaks of a local chain that is gone. Throws ALT_DEPLOY_OTHER_CHAIN elsewhere. */
export async function isGone(place: Place): Promise<boolean> {
  const gone = await isStale(place, await chainInstance(place.rpc));
  if (gone && place.chainId !== LOCAL_CHAIN_ID) throw otherChain(place);
  return gone;
}

/**
 * The last block that the journal knows decides, where there is one: a node restarted from saved state still has it,
 * and one whose state was reverted has not. Before that, the node's instance does.
 */
async function isStale({ rpc, folder }: Place, instance: string): Promise<boolean> {
  const journal = readJournal(folder);
  if (journal === undefined) return false;
  if (journal.anchor === undefined) return knownInstance(folder) !== instance;
  return (await blockAt(rpc, journal.anchor.blockNumber))?.hash !== journal.anchor.blockHash;
}

function knownInstance(folder: string): string | undefined {
  const file = path.join(folder, INSTANCE_FILE);
  return existsSync(file)
    ? (JSON.parse(readFileSync(file, "utf8")) as { instance: string }).instance
    : undefined;
}

function otherChain({ network, chainId }: Place) {
  return fail("ALT_DEPLOY_OTHER_CHAIN", { network, chainId, expected: "another history of it" });
}
