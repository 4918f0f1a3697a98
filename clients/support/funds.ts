import { isError } from "ethers";

/** How nodes say it: Hardhat's, anvil's and geth's words, for which JSON-RPC has no code of its own. */
const TOO_LITTLE = /insufficient funds|doesn't have enough funds|insufficient balance/i;
const NEEDED = /(?:upfront cost is:|\bwant|tx cost|overshot) (\d+)/i;

/** Whether the sender's ether is what was lacking. */
export function isFundsError(error: unknown): boolean {
  return isError(error, "INSUFFICIENT_FUNDS") || messagesOf(error).some((text) => TOO_LITTLE.test(text));
}

/** Wei that the transaction can cost, where the node tells. */
export function neededFunds(error: unknown): bigint | undefined {
  const figure = messagesOf(error)
    .map((text) => NEEDED.exec(text)?.[1])
    .find((found) => found !== undefined);
  return figure === undefined ? undefined : BigInt(figure);
}

function messagesOf(error: unknown): string[] {
  const messages: string[] = [];
  for (let current = error; current instanceof Error; current = current.cause) messages.push(current.message);
  return messages;
}
