import { escrowOf, unpackRequest } from "../../protocol/request.ts";
import { unpackTask } from "../../protocol/task.ts";
import type { FunctionRouter } from "../../types/index.js";
import type { EventArgs } from "../support/events.ts";
import type { Programs } from "./programs.ts";
import type { Announced } from "./request-types.ts";

/** What a `Requested` event says, taken apart, with the program that it only names. */
export async function announcedOf(
  args: EventArgs<FunctionRouter["filters"]["Requested"]>,
  programs: Programs,
): Promise<Announced> {
  const header = unpackRequest(args.request);
  const task = unpackTask(args.task);
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
