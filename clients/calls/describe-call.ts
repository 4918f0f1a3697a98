import { Interface, type InterfaceAbi, type TransactionDescription } from "ethers";
import type { AddressBook } from "../address-book.ts";
import { isCollection, labelOf, nameOf } from "../support/addresses.ts";
import { interfaceAt } from "../support/contracts.ts";
import { ether } from "../support/format.ts";
import type { ProposalCall } from "./call-types.ts";
import { type Speaker, sentenceFor, standardCalls } from "./sentences.ts";

/**
 * What a call does, in words where they are known (`Mint 5 tokens to 0xf39F…`), else as it is written
 * (`router.setFuelPrice(5)`), with its selector alone where no ABI knows it. `abi` is the target's where it is not ours.
 */
export function describeCall(
  addresses: AddressBook,
  call: ProposalCall,
  abi?: Interface | InterfaceAbi,
): string {
  const { target, data, value } = call;
  const speaker = speakerFor(addresses);
  const place = speaker.account(target);
  if (data === "0x") return `Send ${ether(value)} to ${place}`;
  const parsed = parse(addresses, call, abi);
  const sent = value === 0n ? "" : ` with ${ether(value)}`;
  if (parsed === null) return `${place}.${data.slice(0, 10)}${sent}`;
  const kind = isCollection(addresses, target) ? "collection" : nameOf(addresses, target);
  const said = sentenceFor(kind, parsed, target, speaker);
  return `${said ?? `${place}.${parsed.name}(${parsed.args.map((value) => written(speaker, value)).join(", ")})`}${sent}`;
}

/** Accounts by their names in the address book. */
function speakerFor(addresses: AddressBook): Speaker {
  return { account: (address) => labelOf(addresses, address) };
}

function parse(
  addresses: AddressBook,
  { target, data, value }: ProposalCall,
  abi: Interface | InterfaceAbi | undefined,
): TransactionDescription | null {
  const known = [abi, interfaceAt(addresses, target), standardCalls];
  for (const candidate of known) {
    const parsed = candidate === undefined ? null : tryParse(Interface.from(candidate), data, value);
    if (parsed !== null) return parsed;
  }
  return null;
}

/** ethers throws where a known selector's arguments do not decode. */
function tryParse(abi: Interface, data: string, value: bigint): TransactionDescription | null {
  try {
    return abi.parseTransaction({ data, value });
  } catch {
    return null;
  }
}

function written(speaker: Speaker, value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => written(speaker, item)).join(", ")}]`;
  return speaker.account(String(value));
}
