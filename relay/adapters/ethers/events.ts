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

/** The events that move a request, and the one that names what requests run, by their topics: ethers would hash each anew. */
const watched = new Map(
  (["ProgramAdmitted", "Requested", "Settled", "CallbackFailed", "Expired"] as const).map((name) => {
    const event = router.getEvent(name);
    return [event.topicHash, event] as const;
  }),
);

export const watchedTopics = [...watched.keys()];

/** Decodes one of the router's logs and holds it against what it commits to. @throws ALT_RELAY_RPC_UNTRUE */
export function routerEvent(domain: RouterDomain, log: Log): RouterEvent {
  if (log.address.toLowerCase() !== domain.router.toLowerCase()) {
    return untrue(`a log of ${log.address} was sent for the router's`);
  }
  const place = placeOf(log);
  const event = watched.get(log.topics[0] ?? "");
  if (event === undefined) return untrue("a log that nobody asked for was sent");
  const args = router.decodeEventLog(event, log.data, log.topics);
  switch (event.name) {
    case "ProgramAdmitted":
      return { type: "admitted", ...place, ...admittedOf(args) };
    case "Requested":
      return { type: "requested", request: checked(domain, { ...requestOf(args), ...place }) };
    case "Settled":
      return { type: "settled", ...place, ...settledOf(args) };
    case "CallbackFailed":
      return { type: "callbackFailed", ...place, id: args.id, reason: args.reason };
    default:
      return { type: "expired", ...place, id: args.id };
  }
}

type Arguments = ReturnType<typeof router.decodeEventLog>;

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
  if (fault !== undefined) untrue(fault);
}

function untrue(fault: string): never {
  throw fail("ALT_RELAY_RPC_UNTRUE", { fault });
}
