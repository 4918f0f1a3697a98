// What every measurement does: the same state again before each transaction, and its receipt's gas.

import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { BaseContract, Contract } from "ethers";
import { type Connection, send } from "../chain.ts";

/** Accounts of a measurement, none of them a contract. */
export interface People {
  /** Deploys, and has what is minted. */
  readonly alice: HardhatEthersSigner;
  /** Has something already. */
  readonly bob: HardhatEthersSigner;
  /** Has something already, too. */
  readonly carol: HardhatEthersSigner;
  /** Never had anything. */
  readonly dora: HardhatEthersSigner;
}

export async function peopleOf({ ethers }: Connection): Promise<People> {
  const [alice, bob, carol, dora] = await ethers.getSigners();
  if (!alice || !bob || !carol || !dora) throw new RangeError("the chain has too few accounts");
  return { alice, bob, carol, dora };
}

export type Call = readonly [
  contract: BaseContract | Contract,
  name: string,
  args: readonly unknown[],
  from: HardhatEthersSigner,
  value?: bigint,
];

/** Sends a call for good. Resolves to its gas. */
export async function spend(...[contract, name, args, from, value]: Call): Promise<number> {
  return Number((await send(contract, name, args, from, value)).gasUsed);
}

/** Gas of a call in the state as it is, which stays as it is. */
export async function gasHere({ networkHelpers }: Connection, ...call: Call): Promise<number> {
  const before = await networkHelpers.takeSnapshot();
  const gas = await spend(...call);
  await before.restore();
  return gas;
}
