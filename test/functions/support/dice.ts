import { id } from "ethers";

/** Random choices that are the same at every run with the same seed. */
export class Dice {
  #state: string;

  constructor(seed: number) {
    this.#state = id(`dice ${seed}`);
  }

  /** A number from 0 to below `bound`; 0 where the bound is 0. */
  upTo(bound: bigint): bigint {
    this.#state = id(this.#state);
    return bound === 0n ? 0n : BigInt(this.#state) % bound;
  }

  pick<Item>(items: readonly Item[]): Item {
    return items[Number(this.upTo(BigInt(items.length)))] as Item;
  }
}
