// A chain in this process, and transactions on it whose gas counts.

import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import { type BaseContract, type Contract, type ContractTransactionReceipt, parseUnits } from "ethers";
import type hre from "hardhat";
import type { Artifact } from "./compile.ts";

/** A chain in this process. */
export type Connection = Awaited<ReturnType<typeof hre.network.create>>;

/**
 * Of every transaction: a price that never moves, so that estimates made of it never fall short, and a limit that a
 * node's estimate would set too low, as a fulfilment succeeds also where it starves a callback.
 */
const PAYMENT = { gasPrice: parseUnits("2", "gwei"), gasLimit: 16_000_000n };

/** Deploys by artefact: these contracts have no generated types. */
export async function deployContract(
  { ethers }: Connection,
  { abi, bytecode }: Artifact,
  ...args: unknown[]
): Promise<Contract> {
  const factory = await ethers.getContractFactory([...(abi as [])], bytecode);
  const contract = (await factory.deploy(...args)) as BaseContract as Contract;
  return contract.waitForDeployment() as Promise<Contract>;
}

/** Sends a call and waits for it. @throws when it reverts. */
export async function send(
  contract: BaseContract,
  name: string,
  args: readonly unknown[],
  from?: HardhatEthersSigner,
  value = 0n,
): Promise<ContractTransactionReceipt> {
  const connected = from ? contract.connect(from) : contract;
  const receipt = await (await connected.getFunction(name).send(...args, { ...PAYMENT, value })).wait();
  if (receipt === null) throw new Error(`${name} was not mined`);
  return receipt;
}

/** What an event of `contract` in a receipt says. */
export function eventIn(contract: BaseContract, receipt: ContractTransactionReceipt, name: string) {
  for (const log of receipt.logs) {
    const event = contract.interface.parseLog(log);
    if (event?.name === name) return event.args;
  }
  throw new Error(`no ${name} in ${receipt.hash}`);
}
