import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { ZeroAddress, ZeroHash } from "ethers";
import type { Collection, Phase } from "../organisation/schema/collection.ts";

/** `ICollectionPhases.PhaseKind`. */
const KINDS = { public: 0, allowlist: 1, signature: 2 } as const;

/** What `end` is where a phase goes on for ever. */
const FOR_EVER = 2 ** 40 - 1;

/** A sale as `CollectionPhases` takes it, earliest phase first. */
export function phasesSettings({ sale }: Collection) {
  if (sale?.kind !== "phases") throw new Error("the recipe has phases where the sale has them");
  const ordered = [...sale.phases].sort((a, b) => a.start - b.start);
  const signed = ordered.find((phase) => phase.kind === "signature");
  return {
    signer: signed?.signer ?? ZeroAddress,
    walletLimit: 0,
    phases: ordered.map((phase, index) => phaseOf(phase, ordered[index + 1]?.start ?? FOR_EVER)),
  };
}

function phaseOf(phase: Phase, next: number) {
  const { kind, start, end = next, limit } = phase;
  return {
    kind: KINDS[kind],
    start,
    end,
    walletLimit: limit,
    price: phase.kind === "public" ? phase.price : 0n,
    root: phase.kind === "allowlist" ? allowlistTree(phase).root : ZeroHash,
  };
}

/** Who may mint in an allowlist's phase: leaves of account, limit and price in wei. */
export function allowlistTree({
  entries,
  limit,
  price,
}: Pick<Extract<Phase, { kind: "allowlist" }>, "entries" | "limit" | "price">) {
  const leaves = entries.map((entry): [string, string, string] => [
    entry.account,
    String(entry.limit ?? limit),
    String(entry.price ?? price),
  ]);
  return StandardMerkleTree.of(leaves, ["address", "uint256", "uint256"]);
}
