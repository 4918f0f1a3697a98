import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { type Addressable, type Wallet, ZeroAddress } from "ethers";
import type { CrookedERC20, OperatorSet } from "../../../types/index.js";
import type { Connection } from "../../fixtures/connection.ts";
import { membersOf } from "./functions.ts";
import { operatorKeys } from "./operators.ts";

/** An operator set without bonds, and who takes part in them. */
export interface Bonds {
  readonly connection: Connection;
  readonly operatorSet: OperatorSet;
  /** Undefined where bonds are made in native currency. */
  readonly token: CrookedERC20 | undefined;
  readonly dao: HardhatEthersSigner;
  /** Has what bonds are made in, and approved the set where that is a token. */
  readonly giver: HardhatEthersSigner;
  readonly holder: HardhatEthersSigner;
  readonly sender: HardhatEthersSigner;
  /** Members of the only epoch. */
  readonly keys: readonly Wallet[];
  /** Signer of no epoch yet. */
  readonly candidate: string;
}

/** A stake as one puts it down. */
export interface Placing {
  readonly signer?: string;
  readonly holder?: HardhatEthersSigner;
  readonly amount: bigint;
  readonly value?: bigint;
}

const SUPPLY = 10n ** 24n;

export async function deployBonds(connection: Connection, currency: "native" | "token"): Promise<Bonds> {
  const { ethers } = connection;
  const [dao, giver, holder, sender] = await ethers.getSigners();
  if (!dao || !giver || !holder || !sender) throw new Error("the node has too few accounts");
  const token =
    currency === "token" ? await ethers.deployContract("CrookedERC20", [giver, SUPPLY]) : undefined;
  const keys = operatorKeys(2);
  const members = membersOf(keys, sender);
  const args = [dao, ZeroAddress, token ?? ZeroAddress, members];
  const operatorSet = await ethers.deployContract("OperatorSet", args);
  await token?.connect(giver).approve(operatorSet, SUPPLY);
  const candidate = operatorKeys(1, "candidate")[0]?.address as string;
  return { connection, operatorSet, token, dao, giver, holder, sender, keys, candidate };
}

/** Has the giver put a stake down; by default the holder's, under the candidate. */
export async function place({ operatorSet, token, giver, holder, candidate }: Bonds, placing: Placing) {
  const { amount, value = token ? 0n : amount } = placing;
  const owner = placing.holder ?? holder;
  return operatorSet.connect(giver).bond(placing.signer ?? candidate, owner, amount, { value });
}

/** What an account has of what bonds are made in. */
export async function wealthOf({ connection, token }: Bonds, account: Addressable) {
  return token ? token.balanceOf(account) : connection.ethers.provider.getBalance(account);
}
