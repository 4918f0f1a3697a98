import { existsSync } from "node:fs";
import { createInterface } from "node:readline/promises";
import { fail } from "../../protocol/errors.ts";
import { openSqliteStore } from "../../relay/adapters/sqlite/store.ts";
import { canBeConfirmed, type Hold, mayHaveForgotten } from "../../relay/domain/holds.ts";
import type { Store } from "../../relay/store-port.ts";
import { action } from "../shared/action.ts";
import { figure } from "../shared/format.ts";
import { type Output, outputFor } from "../shared/output.ts";
import { printHolds } from "./holds.ts";
import { connectThrough, domainOf, type RelayArguments, storeFile } from "./shared.ts";

interface ConfirmArguments extends RelayArguments {
  readonly yes: boolean;
}

export default action<ConfirmArguments>(async (args, hre) => {
  const { connection, addresses } = await connectThrough(hre, args);
  const file = storeFile(connection, args.store);
  if (!existsSync(file)) throw fail("ALT_RELAY_NO_STORE", { file });
  const store = await openSqliteStore(file, domainOf(addresses));
  try {
    const head = await connection.ethers.provider.getBlockNumber();
    await confirm(store, head, args.yes, outputFor(args));
  } finally {
    await store.close();
  }
});

/** Shows what signing is on hold for, has it confirmed, and ends what can be ended so. `head` is the chain's newest block. */
async function confirm(
  store: Pick<Store, "confirm" | "head" | "holds" | "signings">,
  head: number,
  yes: boolean,
  output: Output,
): Promise<void> {
  const holds = await store.holds();
  const lasting = holds.filter((hold) => !canBeConfirmed(hold));
  const block = Math.max(head, (await store.head())?.number ?? 0);
  if (!output.json) show(holds, block);
  if (holds.length > lasting.length && !(await agrees(yes, output)))
    throw fail("ALT_RELAY_NOT_CONFIRMED", { codes: holds.map(({ code }) => code).join(", ") });
  const confirmed = holds.length > lasting.length ? await store.confirm(block) : [];
  const { confirmedBlock } = await store.signings();
  output.finish({ confirmed, lasting, confirmedBlock }, () => {
    if (confirmed.length > 0) console.log("Confirmed: the relay signs again.");
    if (lasting.length > 0) console.log("What lasts ends with what it rests on: nobody can confirm it away.");
  });
}

function show(holds: readonly Hold[], block: number): void {
  if (holds.length === 0) console.log("Nothing is on hold.");
  else printHolds(holds);
  if (mayHaveForgotten(holds))
    console.log(
      `Once confirmed, nothing is signed for requests up to block ${figure(block)}, except what this store knows to have been: they expire and are refunded.`,
    );
}

async function agrees(yes: boolean, { json }: Output): Promise<boolean> {
  if (yes) return true;
  if (json || !process.stdin.isTTY) return false;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return /^y(es)?$/i.test((await terminal.question("Let the relay sign again? [y/N] ")).trim());
  } finally {
    terminal.close();
  }
}
