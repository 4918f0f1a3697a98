import { fail } from "../../../protocol/errors.ts";
import { action } from "../../shared/action.ts";
import { figure, moment } from "../../shared/format.ts";
import { outputFor, printFields } from "../../shared/output.ts";
import type { RelayArguments } from "../shared.ts";
import { withStore } from "../store.ts";

interface ShowArguments extends RelayArguments {
  readonly request: string;
}

export default action<ShowArguments>((args, hre) =>
  withStore(hre, args, async (store) => {
    const id = args.request.toLowerCase();
    const letter = await store.deadLetter(id);
    if (!letter) throw fail("ALT_RELAY_DEAD_UNKNOWN", { id });
    outputFor(args).finish(letter, () =>
      printFields({
        request: id,
        consumer: letter.consumer,
        function: String(letter.functionId),
        "given up": `${moment(letter.at)}, at the ${letter.stage} stage, attempt ${figure(letter.attempts)}`,
        cause: `${letter.reason.message} (${letter.reason.code})`,
        now: letter.state,
        deadline: moment(Number(letter.deadline) * 1_000),
      }),
    );
  }),
);
