/** Which function a call is of, as far as the thread that runs it can tell. */
export type CalledFunction =
  /** Its index in the guest's module. */
  | { readonly kind: "wasm"; readonly index: number }
  /** Line and column count from 0. */
  | {
      readonly kind: "script";
      readonly name: string;
      readonly file: string;
      readonly line: number;
      readonly column: number;
    }
  /** One of the engine's own. */
  | { readonly kind: "builtIn"; readonly name: string }
  /** What happens outside of the guest's functions. */
  | { readonly kind: "host" }
  /** What a trap takes beside what was burnt. */
  | { readonly kind: "forfeit" };

/** What all calls of one function burnt, in fuel. */
export interface FunctionCost {
  readonly called: CalledFunction;
  readonly calls: number;
  /** Without what it calls. */
  readonly own: number;
  /** With what it calls; where it calls itself, that counts once. */
  readonly total: number;
}

/** One function's line in a profile. */
export interface ProfileRow {
  readonly called: CalledFunction;
  calls: number;
  own: number;
  total: number;
  /** Frames of it on the stack. */
  live: number;
}

/**
 * Adds up what each function burns. What is burnt between two events was burnt by the function on top of the stack, so
 * that all own fuel together is the call's fuel, exactly. Fuel is a number here: the meter's 44 bits fit.
 */
export class CallProfile {
  readonly #rows: ProfileRow[] = [];
  /** The frames' rows, and beside them the fuel that was left when each began: there may be millions of calls. */
  readonly #stack: ProfileRow[] = [];
  readonly #begun: number[] = [];
  #top: ProfileRow;
  #fuel: number;

  constructor(fuelLimit: number) {
    this.#fuel = fuelLimit;
    this.#top = this.row({ kind: "host" });
    this.enter(this.#top, fuelLimit);
  }

  /** A new row: ask once for each function. */
  row(called: CalledFunction): ProfileRow {
    const row = { called, calls: 0, own: 0, total: 0, live: 0 };
    this.#rows.push(row);
    return row;
  }

  /**
   * @param fuel what is left
   * @param resumed the function goes on where it had stopped: that is no other call
   */
  enter(row: ProfileRow, fuel: number, resumed = false): void {
    this.#burn(fuel);
    if (!resumed) row.calls++;
    row.live++;
    this.#stack.push(row);
    this.#begun.push(this.#fuel);
    this.#top = row;
  }

  leave(fuel: number): void {
    this.#burn(fuel);
    const row = this.#stack.pop();
    const begun = this.#begun.pop();
    if (row === undefined || begun === undefined) return;
    if (--row.live === 0) row.total += begun - this.#fuel;
    this.#top = this.#stack.at(-1) ?? row;
  }

  /** The call has returned, reverted or run out of fuel, with so much left. */
  end(fuel: number): FunctionCost[] {
    while (this.#stack.length > 0) this.leave(fuel);
    return this.#rows.map(({ called, calls, own, total }) => ({ called, calls, own, total }));
  }

  /** The call has trapped: it is not known what was burnt since the last event, and all that was left is taken. */
  endInTrap(): FunctionCost[] {
    const left = this.#fuel;
    return [...this.end(left), { called: { kind: "forfeit" }, calls: 1, own: left, total: left }];
  }

  /** What runs on without fuel, up to the next check, costs nobody anything. */
  #burn(fuel: number): void {
    const left = Math.max(fuel, 0);
    this.#top.own += this.#fuel - left;
    this.#fuel = left;
  }
}
