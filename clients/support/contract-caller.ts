import {
  type BaseContract,
  type ContractRunner,
  type DeferredTopicFilter,
  formatEther,
  getAddress,
  isCallException,
  isError,
  type Log,
  type Provider,
  type Signer,
  type TransactionReceipt,
  type TransactionResponse,
  type TypedDataField,
} from "ethers";
import { AlthingError, fail } from "../../protocol/errors.ts";
import { revertDataOf } from "../../protocol/reverts.ts";
import type { TypedContractEvent } from "../../types/common.js";
import type { AddressBook, PlaceName } from "../address-book.ts";
import { addressOf } from "./addresses.ts";
import { contractErrorOf, toContractError } from "./contract-error.ts";
import { type EventArgs, type FoundEvent, findEvents, logsBetween, type Search } from "./events.ts";
import { isFundsError, neededFunds } from "./funds.ts";
import { roomyRunner } from "./roomy-runner.ts";

/** What a client speaks through: a signer to send with, or a provider to read only. */
export type ClientRunner = Signer | Provider;

/** A mined transaction. */
export interface Mined {
  readonly hash: string;
  readonly blockNumber: number;
  readonly gasUsed: bigint;
  /** Wei paid for its gas. */
  readonly fee: bigint;
}

/** A contract that tells its EIP-712 domain. */
interface Domained extends Pick<BaseContract, "target"> {
  eip712Domain(): Promise<{ readonly name: string; readonly version: string }>;
}

/** A signature, and where it is good. */
export interface TypedSignature {
  readonly chainId: bigint;
  readonly verifyingContract: string;
  readonly signature: string;
}

/** Reads and sends on behalf of a client, and turns every failure into an error that names its cause. */
export class ContractCaller {
  readonly #addresses: AddressBook;
  readonly #given: ClientRunner;
  /** What contracts are connected to. */
  readonly runner: ContractRunner;
  #chainChecked: Promise<void> | undefined;
  readonly #codeChecked = new Map<PlaceName, Promise<void>>();

  constructor(addresses: AddressBook, runner: ClientRunner) {
    this.#addresses = addresses;
    this.#given = runner;
    this.runner = isSigner(runner) ? roomyRunner(runner) : runner;
  }

  /** The provider, or ALT_CLIENT_NO_PROVIDER if the signer has none. */
  get provider(): Provider {
    if (this.#given.provider === null) throw fail("ALT_CLIENT_NO_PROVIDER");
    return this.#given.provider;
  }

  /** The signer, or ALT_CLIENT_READ_ONLY if the client has a provider only. */
  get signer(): Signer {
    if (!isSigner(this.#given)) throw fail("ALT_CLIENT_READ_ONLY");
    return this.#given;
  }

  /** The address that sends. */
  sender(): Promise<string> {
    return this.signer.getAddress();
  }

  /** Seconds since 1970 by the chain's latest block. */
  async now(): Promise<bigint> {
    const block = await this.provider.getBlock("latest");
    return BigInt(block?.timestamp ?? 0);
  }

  /** Reads from the contract; a revert becomes a {@link ContractError}. */
  async read<Value>(contract: PlaceName, call: () => Promise<Value>): Promise<Value> {
    await this.#checkChain();
    try {
      return await call();
    } catch (error) {
      if (isError(error, "BAD_DATA") && error.value === "0x") throw this.#noContract(contract, error);
      throw toContractError(error) ?? error;
    }
  }

  /** Sends to the contract and waits until it is mined; a revert becomes a {@link ContractError}. */
  async send(contract: PlaceName, call: () => Promise<TransactionResponse>): Promise<TransactionReceipt> {
    this.signer;
    await this.#checkChain();
    await this.#checkCode(contract);
    try {
      const receipt = await (await call()).wait();
      if (receipt === null) throw fail("ALT_CLIENT_NOT_MINED");
      return receipt;
    } catch (error) {
      throw await this.#explain(error);
    }
  }

  /**
   * Signs a message to a contract of ours, off chain. Of its EIP-712 domain (EIP-5267) only name and version are taken from the
   * node's answer, which might else have something signed for another contract or chain.
   */
  async signTyped(
    contract: Domained,
    types: Record<string, TypedDataField[]>,
    message: Record<string, unknown>,
  ): Promise<TypedSignature> {
    const { name, version } = await contract.eip712Domain();
    const place = {
      chainId: this.#addresses.chainId,
      verifyingContract: getAddress(String(contract.target)),
    };
    const signature = await this.signer.signTypedData({ name, version, ...place }, types, message);
    return { ...place, signature };
  }

  /** All events that match `filter` since the deployment, or since a later block, oldest first. */
  async findEvents<Event extends TypedContractEvent>(
    contract: BaseContract,
    event: Event,
    filter: DeferredTopicFilter = event(),
    fromBlock = 0,
  ): Promise<FoundEvent<EventArgs<Event>>[]> {
    await this.#checkChain();
    return findEvents(
      this.provider,
      contract,
      event,
      filter,
      Math.max(fromBlock, this.#addresses.fromBlock ?? 0),
    );
  }

  /** All logs that match since the deployment, of any events, in their order. */
  async findLogs(search: Search): Promise<Log[]> {
    await this.#checkChain();
    const { provider } = this;
    return logsBetween(provider, search, this.#addresses.fromBlock ?? 0, await provider.getBlockNumber());
  }

  async #explain(error: unknown): Promise<unknown> {
    if (error instanceof AlthingError) return error;
    if (isMinedRevert(error)) return this.#replay(error);
    const refused = toContractError(error);
    if (refused !== undefined) return refused;
    const account = await this.sender();
    const balance = await this.provider.getBalance(account);
    if (!isFundsError(error) && balance > 0n) return error;
    const wei = neededFunds(error);
    const needed = wei === undefined ? "more" : formatEther(wei);
    return fail("ALT_CLIENT_FUNDS", { account, had: formatEther(balance), needed }, error);
  }

  /** A transaction that failed only once mined carries no revert data: the call is made again to get it. */
  async #replay(error: unknown): Promise<unknown> {
    const { receipt } = error as { receipt: TransactionReceipt };
    const transaction = await this.provider.getTransaction(receipt.hash);
    if (transaction === null) return error;
    const { from, to, data, value } = transaction;
    try {
      await this.provider.call({ from, to, data, value, blockTag: receipt.blockNumber });
      return error;
    } catch (again) {
      return contractErrorOf(revertDataOf(again) ?? "0x", error);
    }
  }

  #checkChain(): Promise<void> {
    this.#chainChecked ??= this.#requireChain();
    return this.#chainChecked;
  }

  async #requireChain(): Promise<void> {
    const { chainId } = await this.provider.getNetwork();
    const expected = this.#addresses.chainId;
    if (chainId !== expected) throw fail("ALT_CLIENT_WRONG_CHAIN", { expected, actual: chainId });
  }

  #checkCode(contract: PlaceName): Promise<void> {
    const checked = this.#codeChecked.get(contract) ?? this.#requireCode(contract);
    this.#codeChecked.set(contract, checked);
    return checked;
  }

  /** A transaction to an address without code would succeed, and lose what it carries. */
  async #requireCode(contract: PlaceName): Promise<void> {
    if ((await this.provider.getCode(addressOf(this.#addresses, contract))) === "0x")
      throw this.#noContract(contract);
  }

  #noContract(contract: PlaceName, cause?: unknown): AlthingError {
    return fail("ALT_CLIENT_NO_CONTRACT", { contract, address: addressOf(this.#addresses, contract) }, cause);
  }
}

/** What of a receipt a result tells. */
export function minedOf(receipt: TransactionReceipt): Mined {
  const { hash, blockNumber, gasUsed, fee } = receipt;
  return { hash, blockNumber, gasUsed, fee };
}

function isSigner(runner: ClientRunner): runner is Signer {
  return "getAddress" in runner;
}

function isMinedRevert(error: unknown): boolean {
  return isCallException(error) && error.receipt !== undefined && error.receipt !== null;
}
