import { Interface, type InterfaceAbi, type LogDescription } from "ethers";
import type { AddressBook } from "../../address-book.ts";
import { labelOf } from "../../support/addresses.ts";
import { contractAbis, interfaceAt } from "../../support/contracts.ts";
import { plainValues } from "../../support/plain-values.ts";
import type { CallFrame, FrameLog } from "./call-frames.ts";
import type { SimulatedEvent } from "./simulation-types.ts";

/** ERC-721's events: our own token's ABI reads those of ERC-20. */
const NFT_EVENTS = [
  "event Transfer(address indexed from, address indexed to, uint256 indexed tokenId)",
  "event Approval(address indexed owner, address indexed approved, uint256 indexed tokenId)",
];

/** The logs of calls that stand, in their order. */
export function logsOf(frames: readonly CallFrame[]): FrameLog[] {
  const logs = frames.flatMap((frame) => frame.logs ?? []);
  return logs.sort((one, other) => Number(one.index ?? 0) - Number(other.index ?? 0));
}

/** Reads logs by the address book's ABIs, then by any that is known. */
export function eventReader(addresses: AddressBook, abis: readonly InterfaceAbi[]) {
  const known = [...abis, ...contractAbis, NFT_EVENTS].map((abi) => Interface.from(abi));
  return (log: FrameLog): SimulatedEvent => {
    const own = interfaceAt(addresses, log.address);
    const contract = labelOf(addresses, log.address);
    const parsed = parse(own === undefined ? known : [own, ...known], log);
    if (parsed === undefined) {
      const topic = log.topics[0] ?? "anonymous";
      return { contract, name: topic, args: { data: log.data }, text: `${contract}: event ${topic}` };
    }
    const args = argumentsOf(parsed);
    const words = Object.entries(args).map(([key, value]) => `${key}: ${said(addresses, value)}`);
    return { contract, name: parsed.name, args, text: `${contract}.${parsed.name}(${words.join(", ")})` };
  };
}

function parse(abis: readonly Interface[], log: FrameLog): LogDescription | undefined {
  for (const abi of abis) {
    try {
      const parsed = abi.parseLog({ topics: [...log.topics], data: log.data });
      if (parsed !== null) return parsed;
    } catch {
      // The same topic with other parameters indexed.
    }
  }
  return undefined;
}

function argumentsOf({ fragment, args }: LogDescription): Record<string, unknown> {
  const values = plainValues(fragment.inputs, args);
  return Object.fromEntries(fragment.inputs.map(({ name }, place) => [name || String(place), values[place]]));
}

function said(addresses: AddressBook, value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => said(addresses, item)).join(", ")}]`;
  if (typeof value === "object" && value !== null)
    return `{${Object.entries(value)
      .map(([key, item]) => `${key}: ${said(addresses, item)}`)
      .join(", ")}}`;
  return labelOf(addresses, String(value));
}
