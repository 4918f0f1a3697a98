import { fail } from "../../protocol/errors.ts";
import { type PackedRequest, unpackRequest } from "../../protocol/request.ts";
import { hashRequest, type RouterDomain } from "../../protocol/typed-data.ts";
import type { FunctionRouter } from "../../types/index.js";
import type { ContractCaller } from "../support/contract-caller.ts";
import type { SettledRequest } from "./request-types.ts";

/** A request with what operators said of it, as `Fulfilment` in contracts/functions/FunctionTypes.sol. */
export interface Fulfilment {
  readonly request: PackedRequest;
  /** Fuel used and outcome, packed. */
  readonly verdict: bigint;
  /** Hex. */
  readonly result: string;
}

/**
 * What settled a request: result bytes are in the calldata of that transaction alone. Throws
 * ALT_FUNCTIONS_RESULT_HIDDEN where it called the router through another contract.
 */
export async function fulfilmentOf(
  { provider }: ContractCaller,
  router: FunctionRouter,
  domain: RouterDomain,
  { requestId, fulfilled }: Pick<SettledRequest, "requestId" | "fulfilled">,
): Promise<Fulfilment> {
  const transaction = await provider.getTransaction(fulfilled.hash);
  const call = router.interface.parseTransaction({ data: transaction?.data ?? "0x" });
  const fulfilments = call?.name === "fulfill" ? (call.args[0] as readonly Fulfilment[]) : [];
  const found = fulfilments.find(({ request }) => hashRequest(domain, unpackRequest(request)) === requestId);
  if (found === undefined) throw fail("ALT_FUNCTIONS_RESULT_HIDDEN", { requestId, hash: fulfilled.hash });
  return found;
}
