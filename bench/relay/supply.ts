// Requests signed beforehand, by several accounts in turn: signing them would slow down what is measured.

import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { Interface, toBeHex } from "ethers";
import type { Template } from "./signing.ts";

export interface Account {
  readonly privateKey: string;
  /** The contract that asks for it. */
  readonly consumer: string;
}

const consumerAbi = new Interface(["function ask(bytes32 tag, bytes data)"]);
const functionAbi = new Interface(["function double(uint256 value)"]);

/** Raw transactions, each with one request. */
export class Supply {
  readonly #accounts: readonly Account[];
  readonly #chainId: bigint;
  readonly #stock: string[] = [];
  #signed = 0;
  #taken = 0;

  constructor(accounts: readonly Account[], chainId: bigint) {
    this.#accounts = accounts;
    this.#chainId = chainId;
  }

  /** Signs so many that `count` are in stock. */
  async fill(count: number): Promise<void> {
    const missing = Math.max(0, count + this.#taken - this.#stock.length);
    const templates = Array.from({ length: missing }, () => this.#next());
    const share = Math.ceil(missing / availableParallelism());
    const shares = share === 0 ? [] : chunks(templates, share);
    for (const signed of await Promise.all(shares.map(signInThread))) this.#stock.push(...signed);
  }

  take(): string {
    const raw = this.#stock[this.#taken++];
    if (raw === undefined) throw new RangeError("all requests that were signed are sent");
    return raw;
  }

  #next(): Template {
    const number = this.#signed++;
    const { length } = this.#accounts;
    const { privateKey, consumer } = this.#accounts[number % length] as Account;
    const call = functionAbi.encodeFunctionData("double", [number]);
    const data = consumerAbi.encodeFunctionData("ask", [toBeHex(number, 32), call]);
    const nonce = Math.floor(number / length);
    return { privateKey, to: consumer, data, nonce, chainId: this.#chainId };
  }
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}

function signInThread(templates: readonly Template[]): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("signing-thread.ts", import.meta.url), {
      workerData: templates,
      execArgv: [],
    });
    worker.once("message", resolve).once("error", reject);
  });
}
