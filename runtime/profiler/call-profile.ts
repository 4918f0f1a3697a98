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

interface Row {
  calls: number;
  own: number;
  total: number;
  /** Frames of it on the stack. */
  live: number;
}

interface Frame {
  readonly row: Row;
  readonly fuelBefore: number;
}

/**
 * Adds up what each function burns. What is burnt between two events was burnt by the function on top of the stack, so
 * that all own fuel together is the call's fuel, exactly. Fuel is a number here: the meter's 44 bits fit.
 */
export class CallProfile {
  readonly #rows = new Map<CalledFunction, Row>();
  readonly #stack: Frame[] = [];
  #fuel: number;

  constructor(fuelLimit: number) {
    this.#fuel = fuelLimit;
    this.enter({ kind: "host" }, fuelLimit);
  }

  /**
   * @param called always the same object for the same function
   * @param fuel what is left
   * @param resumed it goes on where it had stopped: that is no other call
   */
  enter(called: CalledFunction, fuel: number, resumed = false): void {
    this.#burn(fuel);
    const row = this.#rowOf(called);
    if (!resumed) row.calls++;
    row.live++;
    this.#stack.push({ row, fuelBefore: this.#fuel });
  }

  leave(fuel: number): void {
    this.#burn(fuel);
    const frame = this.#stack.pop();
    if (frame && --frame.row.live === 0) frame.row.total += frame.fuelBefore - this.#fuel;
  }

  /** The call has returned, reverted or run out of fuel, with so much left. */
  end(fuel: number): FunctionCost[] {
    while (this.#stack.length > 0) this.leave(fuel);
    return [...this.#rows].map(([called, { calls, own, total }]) => ({ called, calls, own, total }));
  }

  /** The call has trapped: it is not known what was burnt since the last event, and all that was left is taken. */
  endInTrap(): FunctionCost[] {
    const left = this.#fuel;
    return [...this.end(left), { called: { kind: "forfeit" }, calls: 1, own: left, total: left }];
  }

  /** What runs on without fuel, up to the next check, costs nobody anything. */
  #burn(fuel: number): void {
    const left = Math.max(fuel, 0);
    const top = this.#stack.at(-1);
    if (top) top.row.own += this.#fuel - left;
    this.#fuel = left;
  }

  #rowOf(called: CalledFunction): Row {
    const known = this.#rows.get(called);
    if (known) return known;
    const row = { calls: 0, own: 0, total: 0, live: 0 };
    this.#rows.set(called, row);
    return row;
  }
}
