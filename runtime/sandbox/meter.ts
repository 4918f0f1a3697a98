import { limits } from "../limits.ts";
import { charges } from "../rewriter/cost-table.ts";
import { FAULT_EXPORT, METER_EXPORT } from "../rewriter/instrument.ts";
import { packMeter, unpackMeter } from "../rewriter/meter-layout.ts";
import { GuestTrap } from "./faults.ts";

const WHOLE_STACK = BigInt(limits.stackSlots);

/**
 * The counters that the rewriter put into an instance. While guest code runs, the meter is in a register: the host sees
 * it as it stood when the guest called a host function, ended, or failed a check.
 */
export class Meter {
  readonly #meter: WebAssembly.Global;
  readonly #fault: WebAssembly.Global;

  constructor(instance: WebAssembly.Instance) {
    this.#meter = exported(instance, METER_EXPORT);
    this.#fault = exported(instance, FAULT_EXPORT);
  }

  /** Gives the instance its fuel for what it runs next, and the whole stack. */
  start(fuel: bigint): void {
    this.#meter.value = packMeter(fuel, WHOLE_STACK);
  }

  /** Negative: out of fuel, whatever else happened. */
  get fuel(): bigint {
    return unpackMeter(BigInt(this.#meter.value)).fuel;
  }

  get tooDeep(): boolean {
    return unpackMeter(BigInt(this.#meter.value)).slots < 0n;
  }

  /** The host had no memory to give although the guest's limit allowed it. */
  get hostFault(): boolean {
    return this.#fault.value === 1;
  }

  /** @throws GuestTrap once the fuel is negative. */
  charge(fuel: number): void {
    const meter = BigInt(this.#meter.value) - packMeter(BigInt(fuel), 0n);
    this.#meter.value = meter;
    if (meter < 0n) throw new GuestTrap("out of fuel");
  }

  /** Charges for bytes that a host function copies. */
  chargeBytes(bytes: number): void {
    this.charge(charges.bulkUnit * (bytes >>> charges.bulkShift));
  }
}

function exported(instance: WebAssembly.Instance, name: string): WebAssembly.Global {
  const value = instance.exports[name];
  if (value instanceof WebAssembly.Global) return value;
  throw new TypeError(`the module is not instrumented: it lacks ${name}`);
}
