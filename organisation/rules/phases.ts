import { type AlthingError, fail } from "../../protocol/errors.ts";
import type { Collection, Phase } from "../schema/collection.ts";

/** Faults of a sale in phases. */
export function* phaseFaults({ contract, sale, maxSupply }: Collection): Generator<AlthingError> {
  if (sale?.kind !== "phases") return;
  for (const phase of sale.phases) {
    const figures = { contract, phase: phase.name };
    if (phase.end !== undefined && phase.end <= phase.start) yield fail("ALT_CONFIG_PHASE_TIMES", figures);
    if (phase.limit > maxSupply)
      yield fail("ALT_CONFIG_PHASE_LIMIT", { ...figures, limit: phase.limit, maxSupply });
    if (phase.kind === "allowlist") yield* allowlistFaults(contract, phase);
  }
  yield* overlaps(contract, sale.phases);
  const signers = new Set(sale.phases.flatMap((phase) => (phase.kind === "signature" ? phase.signer : [])));
  if (signers.size > 1) yield fail("ALT_CONFIG_SIGNERS", { contract, signers: [...signers].join(" and ") });
}

function* allowlistFaults(
  contract: string,
  { name: phase, entries }: Extract<Phase, { kind: "allowlist" }>,
): Generator<AlthingError> {
  if (entries.length === 0) yield fail("ALT_CONFIG_ALLOWLIST_EMPTY", { contract, phase });
  const seen = new Set<string>();
  for (const { account } of entries) {
    if (seen.has(account)) yield fail("ALT_CONFIG_ALLOWLIST_TWICE", { contract, phase, account });
    seen.add(account);
  }
}

/** A phase without an end goes on until the next begins, so only what begins at once with another overlaps it. */
function* overlaps(contract: string, phases: readonly Phase[]): Generator<AlthingError> {
  const ordered = [...phases].sort((a, b) => a.start - b.start);
  for (const [index, later] of ordered.entries()) {
    const earlier = ordered[index - 1];
    if (earlier === undefined) continue;
    const end = earlier.end ?? (earlier.start === later.start ? later.start + 1 : later.start);
    if (end > later.start)
      yield fail("ALT_CONFIG_PHASES_OVERLAP", {
        contract,
        earlier: earlier.name,
        later: later.name,
        start: iso(later.start),
      });
  }
}

function iso(seconds: number): string {
  return new Date(seconds * 1_000).toISOString().replace(".000", "");
}
