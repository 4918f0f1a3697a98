import { AbiCoder, id, type Log, toBeHex } from "ethers";
import { type Holding, Holdings } from "../../../clients/dao/holdings.ts";

const address = (number: number) => toBeHex(number, 20);
export const [ANNA, BERT, CARL] = [address(1), address(2), address(3)] as const;

type Event = Pick<Log, "topics" | "data">;
const topicsOf = (signature: string, ...values: (string | bigint)[]) => [
  id(signature),
  ...values.map((value) => toBeHex(value, 32)),
];
const encode = (...values: bigint[]) =>
  AbiCoder.defaultAbiCoder().encode(
    values.map(() => "uint256"),
    values,
  );
export const paid = (from: string, to: string, amount: bigint): Event => ({
  topics: topicsOf("Transfer(address,address,uint256)", from, to),
  data: encode(amount),
});
export const moved = (from: string, to: string, tokenId: bigint): Event => ({
  topics: topicsOf("Transfer(address,address,uint256)", from, to, tokenId),
  data: "0x",
});
export const delegated = (account: string, from: string, to: string): Event => ({
  topics: topicsOf("DelegateChanged(address,address,address)", account, from, to),
  data: "0x",
});
export const voted = (delegate: string, before: bigint, now: bigint): Event => ({
  topics: topicsOf("DelegateVotesChanged(address,uint256,uint256)", delegate),
  data: encode(before, now),
});

export function holdingsOf(events: readonly Event[]): Holding[] {
  const holdings = new Holdings();
  for (const event of events) holdings.apply(event);
  return holdings.list();
}
