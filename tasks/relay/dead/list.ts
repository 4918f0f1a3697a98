import type { DeadLetter } from "../../../relay/store-records.ts";
import { action } from "../../shared/action.ts";
import { figure, moment } from "../../shared/format.ts";
import { outputFor, printTable } from "../../shared/output.ts";
import type { RelayArguments } from "../shared.ts";
import { withStore } from "../store.ts";

/** What a relay gave up, newest first. */
export default action<RelayArguments>((args, hre) =>
  withStore(hre, args, async (store) => {
    const letters = await store.deadLetters();
    outputFor(args).finish(letters, () => show(letters));
  }),
);

function show(letters: readonly DeadLetter[]): void {
  if (letters.length === 0) console.log("Nothing was given up.");
  else
    printTable(
      ["request", "given up", "stage", "attempts", "cause", "now"],
      letters.map(({ id, at, stage, attempts, reason, state }) => [
        id,
        moment(at),
        stage,
        figure(attempts),
        reason.code,
        state,
      ]),
    );
}
