import { keccak256 } from "ethers";
import { fail } from "../protocol/errors.ts";
import type { Program } from "../protocol/task.ts";
import { RecentMap } from "../runtime/recent-map.ts";
import { type Artefact, artefactFrom, kindOf } from "./domain/artefact.ts";
import type { ArtefactSource, Chain } from "./ports.ts";
import type { ExecuteStore } from "./store-port.ts";

export interface ShelfPorts {
  readonly chain: Pick<Chain, "publication">;
  readonly artefacts: ArtefactSource;
}

/** Artefacts that are kept at hand: to read and to hash one takes longer than many an execution of it. */
const AT_HAND = 64;

/** The bytes that programs run: at hand, in the store, or fetched from where they were published. */
export function artefactShelf(
  { chain, artefacts }: ShelfPorts,
  store: Pick<ExecuteStore, "artefact" | "keepArtefact">,
) {
  const atHand = new RecentMap<string, Artefact>(AT_HAND);
  return { artefactOf };

  async function artefactOf(program: Program): Promise<Artefact> {
    const known = atHand.get(program.codeHash);
    if (known) return known;
    const artefact = (await kept(program)) ?? (await fetched(program));
    atHand.set(program.codeHash, artefact);
    return artefact;
  }

  async function kept({ codeHash }: Program): Promise<Artefact | undefined> {
    const bytes = await store.artefact(codeHash);
    if (!bytes) return undefined;
    checkHash(bytes, codeHash);
    return { kind: kindOf(bytes), bytes };
  }

  async function fetched({ codeHash, functionId, version }: Program): Promise<Artefact> {
    const publication = await chain.publication(functionId, version);
    const bytes = publication.bytes ?? (await artefacts.fetch(publication.uri));
    checkHash(bytes, codeHash);
    const artefact = artefactFrom(bytes, publication.kind);
    await store.keepArtefact(codeHash, bytes);
    return artefact;
  }
}

function checkHash(bytes: Uint8Array, expected: string): void {
  const actual = keccak256(bytes);
  if (actual !== expected) throw fail("ALT_RELAY_ARTEFACT_HASH", { actual, expected });
}
