// What is asked while faults are injected: a request for every way in which one can end.

import { Interface, toBeHex, zeroPadValue } from "ethers";
import type { Deployment, Published } from "./deployment.ts";

const guest = new Interface([
  "function double(uint256 n) view returns (uint256)",
  "function refuse(uint256 n) view",
  "function spin() view",
  "function trap() view",
  "function echo(bytes data) view returns (bytes)",
]);

const GWEI = 10n ** 9n;
/** A kilobyte that is the same in every run. */
const KILOBYTE = `0x${"a5".repeat(1_024)}`;

/** A request to be made; the tag alone tells one of the same case from the other. */
export interface Case {
  readonly name: string;
  readonly data: string;
  readonly fuelLimit: bigint;
  readonly callbackGasLimit: bigint;
  readonly maxResultBytes: bigint;
  readonly consumer: "recorder" | "burner";
  /** Another program than the one that ends in every way. */
  readonly program?: string;
  readonly gasPriceCap: bigint;
  /** Seconds from the request to its deadline. */
  readonly seconds: bigint;
}

const usual = {
  fuelLimit: 100_000n,
  callbackGasLimit: 100_000n,
  maxResultBytes: 2_048n,
  consumer: "recorder",
  gasPriceCap: 400n * GWEI,
  seconds: 43_200n,
} as const;

const one = (name: string, data: string, changes: Partial<Case> = {}): Case => ({
  name,
  data,
  ...usual,
  ...changes,
});

export const doubled = one("success", guest.encodeFunctionData("double", [21n]));
export const burnt = one("callback that burns all its gas", guest.encodeFunctionData("double", [4n]), {
  consumer: "burner",
});

/** What is asked unless a fault needs something else. */
export const usualCases: readonly Case[] = [
  doubled,
  one("revert", guest.encodeFunctionData("refuse", [7n])),
  one("out of fuel", guest.encodeFunctionData("spin")),
  one("trap", guest.encodeFunctionData("trap")),
  one("a kilobyte back", guest.encodeFunctionData("echo", [KILOBYTE])),
  burnt,
];

/** How a request that nobody serves ends: by its expiry, all refunded. */
export const expiryName = "expiry";

/** A request that nobody can fulfil: this relay does not run its engine. It has to end by its expiry. */
export function unservable({ foreign }: Pick<Deployment, "foreign">): Case {
  return one(expiryName, doubled.data, { program: foreign.program, seconds: 30n });
}

/** The same call of a function that the relay has not seen yet. */
export function ofFresh({ program }: Published): Case {
  return { ...doubled, program };
}

let tags = 0;

/** Unlike every other in this process. */
export function nextTag(): string {
  tags += 1;
  return zeroPadValue(toBeHex(tags), 32);
}
