import { isError } from "ethers";
import { revertDataOf } from "../../protocol/reverts.ts";

/** Whether a contract has no such function, and not only the endpoint no answer. */
export function isUnanswered(error: unknown): boolean {
  return revertDataOf(error) !== undefined || isError(error, "BAD_DATA");
}
