import type { Hold } from "../../relay/domain/holds.ts";
import { printTable } from "../shared/output.ts";

/** Why nothing is signed. */
export function printHolds(holds: readonly Hold[]): void {
  printTable(
    ["on hold for", "since", "because"],
    holds.map(({ code, since, message }) => [code, new Date(since).toISOString(), message]),
  );
}
