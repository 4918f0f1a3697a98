import type { TaskArguments } from "hardhat/types/tasks";
import { requireUint } from "../../clients/support/ranges.ts";

/** Sees that every number of the command line is a uint256, the widest that a contract takes. */
export function requireRanges(args: TaskArguments): void {
  for (const [name, value] of Object.entries(args)) {
    for (const one of [value].flat()) if (typeof one === "bigint") requireUint(one, 256, name);
  }
}
