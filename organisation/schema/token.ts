import { z } from "zod";
import { address, amount, duration, flag, moment, text } from "./fields.ts";
import { listOf } from "./lists.ts";

const vesting = z.strictObject({
  to: address,
  amount,
  start: moment,
  cliff: duration.default(0),
  duration,
  revocable: flag,
});

const airdropColumns = z.strictObject({ account: address, amount });

/** The token's schema; its lists are read from files below `folder`. */
export function tokenSchema(folder: string) {
  return z.strictObject({
    name: text,
    symbol: text,
    cap: amount,
    premint: amount,
    flashMint: flag,
    pausable: flag,
    freezable: flag,
    bridgeable: flag,
    temporaryApproval: flag,
    selfDelegation: flag,
    vesting: z.array(vesting).default([]),
    airdrop: z.strictObject({ entries: listOf(airdropColumns, folder), expires: moment }).optional(),
  });
}

export type Token = z.output<ReturnType<typeof tokenSchema>>;
