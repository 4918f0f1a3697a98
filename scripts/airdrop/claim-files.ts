import { rmSync } from "node:fs";
import path from "node:path";
import { writeWhole } from "../support/files.ts";
import type { Airdrop } from "./tree.ts";

/** Where an airdrop is claimed. */
export interface ClaimPlace {
  readonly chainId: bigint;
  readonly token: string;
  /** Undefined before there is one. */
  readonly distributor: string | undefined;
  /** The round's number and last second; undefined before the DAO has opened it. */
  readonly round: { readonly number: bigint; readonly expiry: bigint } | undefined;
}

/** Where an account's claim stands: what a front-end fetches. */
export function claimFile(folder: string, account: string): string {
  return path.join(folder, "claims", `${account.toLowerCase()}.json`);
}

/**
 * Writes `claims/<account>.json` with all that `claim` of the distributor takes, and `airdrop.json` with the whole.
 * Amounts are decimal texts in smallest units: JSON's numbers would round them.
 */
export function writeClaims(folder: string, airdrop: Airdrop, place: ClaimPlace): void {
  rmSync(path.join(folder, "claims"), { recursive: true, force: true });
  const common = {
    chainId: String(place.chainId),
    token: place.token,
    distributor: place.distributor ?? null,
    round: place.round === undefined ? null : String(place.round.number),
    expiry: place.round === undefined ? null : Number(place.round.expiry),
    root: airdrop.root,
  };
  for (const { account, amount, index, proof } of airdrop.claims) {
    const claim = { ...common, index, account, amount: String(amount), proof };
    writeWhole(claimFile(folder, account), `${JSON.stringify(claim, undefined, 2)}\n`);
  }
  const whole = { ...common, total: String(airdrop.total), accounts: airdrop.claims.length };
  writeWhole(path.join(folder, "airdrop.json"), `${JSON.stringify(whole, undefined, 2)}\n`);
}
