import { requestAnnounced } from "../../protocol/announcement.ts";
import { escrowOf } from "../../protocol/request.ts";
import type { FunctionRouter } from "../../types/index.js";
import type { EventArgs } from "../support/events.ts";
import type { Programs } from "./programs.ts";
import type { Announced } from "./request-types.ts";

/** What a `Requested` event says, taken apart, with the program that it only names. */
export async function announcedOf(
  args: EventArgs<FunctionRouter["filters"]["Requested"]>,
  programs: Programs,
): Promise<Announced> {
  const { header, task } = requestAnnounced(args);
  return {
    requestId: args.id,
    account: args.account,
    header,
    task,
    program: await programs.of(task.program),
    calldata: args.data,
    escrow: escrowOf(header),
  };
}
