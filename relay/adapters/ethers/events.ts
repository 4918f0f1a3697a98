import type { Log } from "ethers";
import { requestAnnounced } from "../../../protocol/announcement.ts";
import { fail } from "../../../protocol/errors.ts";
import { unpackVerdict } from "../../../protocol/receipt.ts";
import type { Program } from "../../../protocol/task.ts";
import type { RouterDomain } from "../../../protocol/typed-data.ts";
import { IFunctionRouter__factory } from "../../../types/factories/functions/IFunctionRouter__factory.js";
import type { SeenRequest } from "../../domain/request.ts";
import { faultOfProgram, faultOfRequest } from "../../domain/verify.ts";
import type { Place, RouterEvent } from "../../ports.ts";

const router = IFunctionRouter__factory.createInterface();

/** Topics of the events that move a request, and of the one that names what requests run. */
export const watchedTopics = (
  ["ProgramAdmitted", "Requested", "Settled", "CallbackFailed", "Expired"] as const
).map((name) => router.getEvent(name).topicHash);

/** Decodes one of the router's logs and holds it against what it commits to. @throws ALT_RELAY_RPC_UNTRUE */
export function routerEvent(domain: RouterDomain, log: Log): RouterEvent {
  if (log.address.toLowerCase() !== domain.router.toLowerCase()) {
    throw fail("ALT_RELAY_RPC_UNTRUE", { fault: `a log of ${log.address} was sent for the router's` });
  }
  const place = placeOf(log);
  const parsed = router.parseLog(log);
  switch (parsed?.name) {
    case "ProgramAdmitted":
      return { type: "admitted", ...place, ...admittedOf(parsed.args) };
    case "Requested":
      return { type: "requested", request: checked(domain, { ...requestOf(parsed.args), ...place }) };
    case "Settled":
      return { type: "settled", ...place, ...settledOf(parsed.args) };
    case "CallbackFailed":
      return { type: "callbackFailed", ...place, id: parsed.args.id, reason: parsed.args.reason };
    case "Expired":
      return { type: "expired", ...place, id: parsed.args.id };
    default:
      throw fail("ALT_RELAY_RPC_UNTRUE", { fault: "a log that nobody asked for was sent" });
  }
}

type Arguments = NonNullable<ReturnType<typeof router.parseLog>>["args"];

function admittedOf(args: Arguments): { hash: string; program: Program } {
  const { functionId, version, codeHash, executionDomain } = args;
  const program = { functionId, version, codeHash, executionDomain };
  refuse(faultOfProgram(args.program, program));
  return { hash: args.program, program };
}

function requestOf(args: Arguments): Pick<SeenRequest, "id" | "header" | "task" | "calldata"> {
  const { id, callback, payer, prices, limits, tag, program, moment, prevrandao, data } = args;
  const announcement = { callback, payer, prices, limits, tag, program, moment, prevrandao, data };
  return { id, ...requestAnnounced(announcement), calldata: data };
}

function settledOf({ id, verdict, charged, reimbursed }: Arguments) {
  return { id, ...unpackVerdict(verdict), charged, reimbursed };
}

function placeOf({ blockNumber, blockHash, transactionHash, index }: Log): Place {
  return { blockNumber, blockHash, transactionHash, logIndex: index };
}

function checked(domain: RouterDomain, request: SeenRequest): SeenRequest {
  refuse(faultOfRequest(domain, request));
  return request;
}

function refuse(fault: string | undefined): void {
  if (fault !== undefined) throw fail("ALT_RELAY_RPC_UNTRUE", { fault });
}
