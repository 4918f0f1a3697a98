import { clock } from "./families/clock.ts";
import { consumers } from "./families/consumers.ts";
import { disks } from "./families/disks.ts";
import { endpoint } from "./families/endpoint.ts";
import { instances } from "./families/instances.ts";
import { kills } from "./families/kills.ts";
import { reorgs } from "./families/reorgs.ts";
import { stores } from "./families/stores.ts";
import { transactions } from "./families/transactions.ts";
import type { Family } from "./fault.ts";

/** Everything that is done to the relay. The longest first, so that no world waits for it at the end. */
export const catalogue: readonly Family[] = [
  kills,
  stores,
  endpoint,
  transactions,
  reorgs,
  instances,
  disks,
  clock,
  consumers,
];
