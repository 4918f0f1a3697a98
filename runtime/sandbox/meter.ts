import { limits } from "../limits.ts";
import { charges } from "../rewriter/cost-table.ts";
import { DEPTH_EXPORT, FAULT_EXPORT, FUEL_EXPORT } from "../rewriter/instrument.ts";
import { GuestTrap } from "./faults.ts";

/** The counters that the rewriter put into an instance. */
export class Meter {
  readonly #fuel: WebAssembly.Global;
  readonly #depth: WebAssembly.Global;
  readonly #fault: WebAssembly.Global;

  constructor(instance: WebAssembly.Instance) {
    this.#fuel = counter(instance, FUEL_EXPORT);
    this.#depth = counter(instance, DEPTH_EXPORT);
    this.#fault = counter(instance, FAULT_EXPORT);
  }

  /** Gives the instance its fuel for what it runs next, and the whole stack. */
  start(fuel: bigint): void {
    this.#fuel.value = fuel;
    this.#depth.value = BigInt(limits.stackSlots);
  }

  /** Negative: out of fuel, whatever else happened. */
  get fuel(): bigint {
    return BigInt(this.#fuel.value);
  }

  get tooDeep(): boolean {
    return BigInt(this.#depth.value) < 0n;
  }

  /** The host had no memory to give although the guest's limit allowed it. */
  get hostFault(): boolean {
    return this.#fault.value === 1;
  }

  /** @throws GuestTrap once the fuel is negative. */
  charge(fuel: number): void {
    this.#fuel.value = this.fuel - BigInt(fuel);
    if (this.fuel < 0n) throw new GuestTrap("out of fuel");
  }

  /** Charges for bytes that a host function copies. */
  chargeBytes(bytes: number): void {
    this.charge(charges.bulkUnit * (bytes >>> charges.bulkShift));
  }
}

function counter(instance: WebAssembly.Instance, name: string): WebAssembly.Global {
  const value = instance.exports[name];
  if (value instanceof WebAssembly.Global) return value;
  throw new TypeError(`the module is not instrumented: it lacks ${name}`);
}
