import type { ContractTransactionResponse } from "ethers";

/**
 * The event that a transaction emitted, of those that `eventsOf` finds in its block. To look in the latest block instead
 * is to race a relay, whose fulfilment may be there by then.
 */
export async function ownEvent<Event extends { readonly transactionHash: string }>(
  sent: ContractTransactionResponse,
  eventsOf: (block: number) => Promise<Event[]>,
): Promise<Event> {
  const receipt = await sent.wait();
  const events = receipt ? await eventsOf(receipt.blockNumber) : [];
  const own = events.find(({ transactionHash }) => transactionHash === sent.hash);
  if (own === undefined) throw new Error(`transaction ${sent.hash} emitted no such event`);
  return own;
}
