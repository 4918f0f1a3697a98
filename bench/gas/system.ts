// What is measured: contracts that take requests and fulfil them, whoever wrote them.

import type { Contract } from "ethers";
import type { Connection } from "../chain.ts";

/** A deployment with one operator set. */
export interface System {
  /** Asks, and keeps each result in a slot of its own (Answers.sol). */
  readonly consumer: Contract;
  /** Makes one request in a transaction of its own. Resolves to its gas. */
  request(): Promise<number>;
  /** Fulfils the open requests, the oldest with the first result, in one transaction. Resolves to its gas. */
  fulfil(results: readonly string[]): Promise<number>;
}

export interface Contestant {
  readonly name: string;
  /** The smallest operator set that the contracts take. */
  readonly fewestOperators: number;
  deploy(connection: Connection, operators: number): Promise<System>;
}

/** The accounts of a measurement: who deploys and pays, and who sends fulfilments. */
export async function accountsOf({ ethers }: Connection) {
  const [owner, submitter] = await ethers.getSigners();
  if (owner === undefined || submitter === undefined) throw new RangeError("the chain has too few accounts");
  return { owner, submitter };
}
