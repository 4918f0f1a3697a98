import { ZeroHash } from "ethers";
import {
  type CollectionBase,
  CollectionBase__factory,
  type ICollectionReveal,
  ICollectionReveal__factory,
} from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import { type ClientRunner, ContractCaller, type Mined, minedOf } from "../support/contract-caller.ts";
import { bookOfCollection } from "./collection-place.ts";
import type { RevealSecret } from "./commitment.ts";
import { requireModule } from "./modules.ts";

/** How far a reveal is. */
export interface RevealState {
  readonly commitment: string;
  /** When it can be drawn, in Unix seconds. */
  readonly notBefore: bigint;
  /** What was drawn; undefined before. */
  readonly entropy: string | undefined;
  readonly revealed: boolean;
}

/**
 * A collection whose metadata is drawn and revealed after its sale: the organisation's first, or the one that is named.
 * Throws ALT_NFT_MODULE where the collection was made without.
 */
export class RevealClient {
  readonly contract: ICollectionReveal;
  readonly #collection: CollectionBase;
  readonly #caller: ContractCaller;

  constructor(addresses: AddressBook, runner: ClientRunner, collection?: string) {
    const book = bookOfCollection(addresses, collection);
    this.#caller = new ContractCaller(book, runner);
    this.contract = ICollectionReveal__factory.connect(book.collection, this.#caller.runner);
    this.#collection = CollectionBase__factory.connect(book.collection, this.#caller.runner);
  }

  state(): Promise<RevealState> {
    const { contract } = this;
    return this.#caller.read("collection", async () => {
      await requireModule(this.#collection, "reveal");
      const [commitment, notBefore, entropy, revealed] = await Promise.all([
        contract.commitment(),
        contract.notBefore(),
        contract.entropy(),
        contract.isRevealed(),
      ]);
      return { commitment, notBefore, entropy: entropy === ZeroHash ? undefined : entropy, revealed };
    });
  }

  /** Draws what the order is made of, once, and anyone may. ALT_NFT_REVEAL_EARLY. */
  async draw(): Promise<Mined> {
    return minedOf(await this.#caller.send("collection", () => this.contract.draw()));
  }

  /** Tells the secret, after the draw. ALT_NFT_SECRET where it is another collection's. */
  async reveal({ seed, baseUri }: RevealSecret): Promise<Mined> {
    return minedOf(await this.#caller.send("collection", () => this.contract.reveal(seed, baseUri)));
  }
}
