import type { Log } from "ethers";
import { fail } from "../../../protocol/errors.ts";
import { toRequestHeader } from "../../../protocol/request.ts";
import type { RouterDomain } from "../../../protocol/typed-data.ts";
import { IFunctionRouter__factory } from "../../../types/factories/functions/IFunctionRouter__factory.js";
import type { SeenRequest } from "../../domain/request.ts";
import { faultOfRequest } from "../../domain/verify.ts";
import type { Place, RouterEvent } from "../../ports.ts";

const router = IFunctionRouter__factory.createInterface();

/** Topics of the events that move a request. */
export const watchedTopics = (["Requested", "Settled", "CallbackFailed", "Expired"] as const).map(
  (name) => router.getEvent(name).topicHash,
);

/** Decodes one of the router's logs and holds it against what it commits to. @throws ALT_RELAY_RPC_UNTRUE */
export function routerEvent(domain: RouterDomain, log: Log): RouterEvent {
  if (log.address.toLowerCase() !== domain.router.toLowerCase()) {
    throw fail("ALT_RELAY_RPC_UNTRUE", { fault: `a log of ${log.address} was sent for the router's` });
  }
  const place = placeOf(log);
  const parsed = router.parseLog(log);
  switch (parsed?.name) {
    case "Requested":
      return { type: "requested", request: checked(domain, { ...requestOf(parsed.args), ...place }) };
    case "Settled":
      return { type: "settled", ...place, ...settledOf(parsed.args) };
    case "CallbackFailed":
      return { type: "callbackFailed", ...place, id: parsed.args.id, reason: parsed.args.reason };
    case "Expired":
      return { type: "expired", ...place, id: parsed.args.id, refunded: parsed.args.refunded };
    default:
      throw fail("ALT_RELAY_RPC_UNTRUE", { fault: "a log that nobody asked for was sent" });
  }
}

type Arguments = NonNullable<ReturnType<typeof router.parseLog>>["args"];

function requestOf({ id, header, data }: Arguments): Pick<SeenRequest, "id" | "header" | "calldata"> {
  return { id, header: toRequestHeader(header), calldata: data };
}

function settledOf({ id, outcome, fuelUsed, charged, refunded, reimbursed }: Arguments) {
  return { id, outcome: Number(outcome), fuelUsed, charged, refunded, reimbursed };
}

function placeOf({ blockNumber, blockHash, transactionHash, index }: Log): Place {
  return { blockNumber, blockHash, transactionHash, logIndex: index };
}

function checked(domain: RouterDomain, request: SeenRequest): SeenRequest {
  const fault = faultOfRequest(domain, request);
  if (fault !== undefined) throw fail("ALT_RELAY_RPC_UNTRUE", { fault });
  return request;
}
