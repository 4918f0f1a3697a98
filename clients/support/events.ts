import type { BaseContract, DeferredTopicFilter, EventFragment, Log, Provider } from "ethers";
import type { TypedContractEvent } from "../../types/common.js";

/** The arguments of a TypeChain event by name. */
export type EventArgs<Event> =
  Event extends TypedContractEvent<infer _Input, infer _Tuple, infer Args> ? Args : never;

/** An event and where it happened. */
export interface FoundEvent<Args> {
  readonly args: Args;
  readonly blockNumber: number;
  readonly transactionHash: string;
}

/** The contract's events of one kind among a receipt's logs, in their order. */
export function eventsIn<Event extends TypedContractEvent>(
  logs: readonly Log[],
  contract: BaseContract,
  event: Event,
): FoundEvent<EventArgs<Event>>[] {
  const address = String(contract.target).toLowerCase();
  return logs
    .filter((log) => log.address.toLowerCase() === address && log.topics[0] === event.fragment.topicHash)
    .map((log) => decode<EventArgs<Event>>(contract, event.fragment, log));
}

/** All events that match `filter` (`contract.filters.Settled(id)`) from a block to the chain's head, oldest first. */
export async function findEvents<Event extends TypedContractEvent>(
  provider: Provider,
  contract: BaseContract,
  event: Event,
  filter: DeferredTopicFilter,
  fromBlock: number,
): Promise<FoundEvent<EventArgs<Event>>[]> {
  const search = {
    address: String(contract.target),
    topics: await filter.getTopicFilter(),
  };
  const logs = await logsBetween(provider, search, fromBlock, await provider.getBlockNumber());
  return eventsIn(logs, contract, event);
}

export type Search = Parameters<Provider["getLogs"]>[0];

/** RPC services bound the blocks or logs of one answer, each differently: a range that one refuses is halved. */
export async function logsBetween(
  provider: Provider,
  search: Search,
  from: number,
  to: number,
): Promise<Log[]> {
  if (from > to) return [];
  try {
    return await provider.getLogs({ ...search, fromBlock: from, toBlock: to });
  } catch (error) {
    if (from === to) throw error;
    const middle = Math.floor((from + to) / 2);
    const older = await logsBetween(provider, search, from, middle);
    return [...older, ...(await logsBetween(provider, search, middle + 1, to))];
  }
}

function decode<Args>(contract: BaseContract, fragment: EventFragment, log: Log): FoundEvent<Args> {
  const values = contract.interface.decodeEventLog(fragment, log.data, log.topics);
  // By place: a name like `values` would find a method of the array that ethers decodes to.
  const args = Object.fromEntries(fragment.inputs.map(({ name }, place) => [name, values[place] as unknown]));
  return { args: args as Args, blockNumber: log.blockNumber, transactionHash: log.transactionHash };
}
