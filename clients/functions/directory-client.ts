import {
  type FunctionDirectory,
  FunctionDirectory__factory,
  FunctionRouter__factory,
} from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import { type ClientRunner, ContractCaller } from "../support/contract-caller.ts";

/** A router that the DAO named. */
export interface NamedRouter {
  /** Its number in the directory, from 1. */
  readonly version: bigint;
  readonly router: string;
  /** Whether new requests should go to it. */
  readonly current: boolean;
}

/** The routers of a deployment: the one that the DAO names now, and earlier ones, which still hold accounts. */
export class DirectoryClient {
  readonly contract: FunctionDirectory;
  readonly #addresses: AddressBook;
  readonly #caller: ContractCaller;

  constructor(addresses: AddressBook, runner: ClientRunner) {
    this.#addresses = addresses;
    this.#caller = new ContractCaller(addresses, runner);
    this.contract = FunctionDirectory__factory.connect(addresses.directory, this.#caller.runner);
  }

  /** In the order in which they were named; one that was named again stands there twice. */
  routers(): Promise<NamedRouter[]> {
    return this.#caller.read("directory", async () => {
      const latest = await this.contract.versionCount();
      const versions = Array.from({ length: Number(latest) }, (_, place) => BigInt(place + 1));
      return Promise.all(
        versions.map(async (version) => ({
          version,
          router: await this.contract.routerOf(version),
          current: version === latest,
        })),
      );
    });
  }

  /**
   * The address book of a router, the current one if none is named: registry and operator set are those that it has for
   * good. Throws ALT_FUNCTIONS_UNKNOWN_ROUTER.
   */
  async bookOf(version?: bigint): Promise<AddressBook> {
    const address = await this.#caller.read("directory", () =>
      version === undefined ? this.contract.current() : this.contract.routerOf(version),
    );
    if (address === this.#addresses.router) return this.#addresses;
    const router = FunctionRouter__factory.connect(address, this.#caller.runner);
    const [registry, operatorSet] = await this.#caller.read("router", () =>
      Promise.all([router.registry(), router.operatorSet()]),
    );
    return { ...this.#addresses, router: address, registry, operatorSet };
  }
}
