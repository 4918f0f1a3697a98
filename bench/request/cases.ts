// What is asked: the sample consumer with its callback, and a call that nobody is called back for.

import { type ContractTransactionResponse, toBeHex, ZeroHash } from "ethers";
import hre from "hardhat";
import type { AddressBook } from "../../clients/address-book.ts";
import { addressOf } from "../../clients/support/addresses.ts";
import { deployAlthing } from "../../deploy/run.ts";
import { settingsFor } from "../../deploy/settings.ts";
import { LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import { startRelay, type TestRelay } from "../../testing/index.ts";
import { Collection__factory, FunctionRouter__factory, ITraits__factory } from "../../types/index.js";

export interface Case {
  readonly name: string;
  /** Sends one request. `run` counts from 0. */
  ask(run: number): Promise<ContractTransactionResponse>;
}

export interface Bench {
  readonly cases: readonly Case[];
  readonly relay: TestRelay;
  gasOf(transactionHash: string): Promise<number>;
  close(): Promise<void>;
}

/** A chain in this process with everything deployed, `runs` shields minted, and a relay that serves it. */
export async function openBench(runs: number): Promise<Bench> {
  const connection = await hre.network.create("default");
  const { addresses } = await deployAlthing(connection, settingsFor(LOCAL_CHAIN_ID, {}));
  const relay = await startRelay(connection, addresses);
  const { provider } = connection.ethers;
  return {
    cases: [await shields(connection, addresses, runs), await bareCalls(connection, addresses)],
    relay,
    gasOf: async (hash) => Number((await provider.getTransactionReceipt(hash))?.gasUsed),
    close: async () => {
      await relay.stop();
      await connection.close();
    },
  };
}

type Connection = Awaited<ReturnType<typeof hre.network.create>>;

/** The collection asks for a shield's traits, pays as it goes, and stores what the callback brings. */
async function shields(connection: Connection, addresses: AddressBook, runs: number): Promise<Case> {
  const collector = await customer(connection);
  const collection = Collection__factory.connect(addressOf(addresses, "collection"), collector);
  const [most, price] = await Promise.all([collection.maxPerMint(), collection.mintPrice()]);
  for (let left = BigInt(runs); left > 0n; left -= most) {
    const quantity = left < most ? left : most;
    await (await collection.mint(collector, quantity, { value: quantity * price })).wait();
  }
  const value = await collection.traitsPrice();
  return {
    name: "traits of a shield",
    ask: (run) => collection.requestTraits([BigInt(run) + 1n], { value }),
  };
}

/** An account asks the same program by itself, and reads the answer off the fulfilment. */
async function bareCalls(connection: Connection, addresses: AddressBook): Promise<Case> {
  const caller = await customer(connection);
  const router = FunctionRouter__factory.connect(addresses.router, caller);
  const collection = Collection__factory.connect(addressOf(addresses, "collection"), caller);
  const { program } = await collection.traitsFunction();
  const traits = ITraits__factory.createInterface();
  const callOf = async (run: number) => ({
    program,
    mode: 0n,
    data: traits.encodeFunctionData("traits", [BigInt(run), ZeroHash]),
    fuelLimit: 5_000_000n,
    maxResultBytes: 512n,
    callbackGasLimit: 0n,
    gasPriceCap: 3_000_000_000n,
    deadline: BigInt((await connection.ethers.provider.getBlock("latest"))?.timestamp ?? 0) + 3600n,
    tag: toBeHex(run, 32),
  });
  const { total } = await router.quote(await callOf(0));
  return {
    name: "traits without callback",
    ask: async (run) => router.requestPaid(caller, await callOf(run), { value: total }),
  };
}

/** Not the deployer: the chain's second account. */
async function customer({ ethers }: Connection) {
  const [, second] = await ethers.getSigners();
  if (second === undefined) throw new RangeError("the chain has no second account");
  return second;
}
