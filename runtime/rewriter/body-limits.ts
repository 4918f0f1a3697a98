import type { ByteReader } from "./byte-reader.ts";
import { checkLimit } from "./module-limits.ts";

/**
 * Counts in a function's body what its compilation takes. The limits are what V8's optimising compiler does in well
 * under a second; far past them it does not end, or ends the process ("Fatal process out of memory: Zone").
 */
export class BodyLimits {
  readonly #reader: ByteReader;
  readonly #locals: number;
  #calls = 0;
  #loops = 0;
  #joins = 0;
  #moves = 0;

  /** @param locals parameters too */
  constructor(reader: ByteReader, locals: number) {
    this.#reader = reader;
    this.#locals = locals;
  }

  get joins(): number {
    return this.#joins;
  }

  get moves(): number {
    return this.#moves;
  }

  get hasCalls(): boolean {
    return this.#calls > 0;
  }

  /** @throws ALT_GUEST_MODULE_OVER_LIMIT, as all that follow */
  call(): void {
    this.#check("calls in one function", ++this.#calls);
  }

  loop(): void {
    this.#check("loops in one function", ++this.#loops);
  }

  /** Control leaves or joins, in so many places: a compiler looks at each local there. */
  join(places: number): void {
    this.#joins += places * this.#locals;
    this.#check("locals times blocks and branches in one function", this.#joins);
  }

  /** A call, block or branch passes values on. */
  move(values: number): void {
    this.#moves += values;
    this.#check("values passed on in one function", this.#moves);
  }

  #check(construct: Parameters<typeof checkLimit>[0], count: number): void {
    checkLimit(construct, count, this.#reader.offset);
  }
}

/** The same, for all bodies of a module together: many small functions are as much work as a few large ones. */
export class ModuleWork {
  #joins = 0;
  #moves = 0;

  /** @throws ALT_GUEST_MODULE_OVER_LIMIT */
  add({ joins, moves }: BodyLimits, offset: number): void {
    this.#joins += joins;
    this.#moves += moves;
    checkLimit("locals times blocks and branches", this.#joins, offset);
    checkLimit("values passed on", this.#moves, offset);
  }
}
