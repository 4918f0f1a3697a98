import type { FunctionAccount, Mined } from "../../clients/index.ts";
import { ether } from "../shared/format.ts";
import { printFields } from "../shared/output.ts";

/** An account at the router after it changed. */
export function printAccount({ account, balance, requests }: FunctionAccount, { hash }: Mined): void {
  printFields({
    account,
    balance: ether(balance),
    "requests made": String(requests),
    transaction: hash,
  });
}

/** What a consumer may spend of an account. */
export function capInWords(cap: bigint | undefined): string {
  return cap === undefined ? "none: all that the account has" : ether(cap);
}
