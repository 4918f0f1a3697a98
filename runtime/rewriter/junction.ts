/**
 * A place where control passes from segments to segments. Whatever ends here may go on with whatever begins here, so
 * that the same must have been charged ahead on every way in. Junctions that are bound to each other form a tree.
 */
export class Junction {
  /** None: a tree's root. */
  #parent: Junction | undefined;
  /** Fuel charged ahead here, less what is at the parent. */
  #ahead = 0;
  /** Of the tree below a root. */
  #size = 1;

  /** Fuel charged ahead here, less what is at the root. */
  get ahead(): number {
    return this.#located().ahead;
  }

  /** Unless the two are bound already: here, `difference` more is charged ahead than at `other`. */
  bind(other: Junction, difference = 0): void {
    const [here, there] = [this.#located(), other.#located()];
    if (here.root === there.root) return;
    const ahead = difference + there.ahead - here.ahead;
    if (here.root.#size < there.root.#size) here.root.#hang(there.root, ahead);
    else there.root.#hang(here.root, -ahead);
  }

  #hang(parent: Junction, ahead: number): void {
    this.#parent = parent;
    this.#ahead = ahead;
    parent.#size += this.#size;
  }

  #located(): { root: Junction; ahead: number } {
    let root: Junction = this;
    let ahead = 0;
    while (root.#parent) {
      ahead += root.#ahead;
      root = root.#parent;
    }
    return { root, ahead };
  }
}
