import { charges } from "../rewriter/cost-table.ts";
import { GuestTrap } from "../sandbox/faults.ts";
import type { GuestCall } from "../sandbox/instance.ts";
import { LogBook } from "../sandbox/log-book.ts";
import type { Meter } from "../sandbox/meter.ts";
import { RandomStream } from "../sandbox/random.ts";
import { type GuestImports, IMPORT_MODULE } from "./guest-imports.ts";

const NOTHING = new Uint8Array();
/** Thrown through the guest by `revert`: it is an outcome, not an error. */
export const REVERTED = Symbol("reverted");

/** What the host does for one instance, and what it knows of the call that runs there. */
export class HostCalls {
  result: Uint8Array = NOTHING;
  logs = new LogBook();
  #memory: WebAssembly.Memory | undefined;
  #meter: Meter | undefined;
  #view: Uint8Array = NOTHING;
  /** Undefined while the module starts: it has no call to look at then. */
  #call: GuestCall | undefined;
  #random: RandomStream | undefined;

  /** The instance can only be made once it has its imports; no guest code runs before this. */
  attach(memory: WebAssembly.Memory, meter: Meter): void {
    this.#memory = memory;
    this.#meter = meter;
  }

  begin(call: GuestCall): void {
    this.#call = call;
    this.#random = undefined;
    this.result = NOTHING;
    if (!this.logs.untouched) this.logs = new LogBook();
  }

  /** The guest's whole memory. Valid until it grows. */
  get bytes(): Uint8Array {
    const buffer = this.#memory?.buffer;
    if (buffer && this.#view.buffer !== buffer) this.#view = new Uint8Array(buffer);
    return this.#view;
  }

  imports(): WebAssembly.Imports {
    const functions: GuestImports = {
      calldata_size: () => this.#enter(0).calldata.length,
      calldata_copy: (to, from, size) => this.#write(to, this.#enter(size).calldata, from, size),
      context_copy: (to) => {
        const { context } = this.#enter(this.#call?.context.length ?? 0);
        this.#write(to, context, 0, context.length);
      },
      random: () => {
        const { context } = this.#enter(0);
        this.#random ??= new RandomStream(context);
        return this.#random.next64();
      },
      log: (from, size) => this.#log(from, size),
      set_result: (from, size) => {
        this.result = this.#readResult(from, size);
      },
      revert: (from, size) => {
        this.result = this.#readResult(from, size);
        throw REVERTED;
      },
    };
    return { [IMPORT_MODULE]: { ...functions } };
  }

  /** Charges a host call that moves `size` bytes. @throws GuestTrap, also if there is no call to look at yet */
  #enter(size: number): GuestCall {
    this.#charge(size);
    if (!this.#call) throw new GuestTrap("there is no call while the module starts");
    return this.#call;
  }

  #charge(size: number): void {
    this.#meter?.charge(charges.hostCall + charges.bulkUnit * (size >>> charges.bulkShift));
  }

  #write(to: number, source: Uint8Array, from: number, size: number): void {
    const start = from >>> 0;
    const end = start + (size >>> 0);
    if (end > source.length) throw new GuestTrap(`bytes to ${end} of ${source.length} were asked for`);
    const target = this.#span(to, size);
    target.set(start === 0 && end === source.length ? source : source.subarray(start, end));
  }

  #readResult(from: number, size: number): Uint8Array {
    const { maxResultBytes } = this.#enter(size);
    const length = size >>> 0;
    if (length > maxResultBytes) {
      throw new GuestTrap(`the result has ${length} bytes, and may have ${maxResultBytes}`);
    }
    return this.#span(from, size).slice();
  }

  #log(from: number, size: number): void {
    this.#charge(size);
    this.logs.addUtf8(this.#span(from, size));
  }

  /** A view of the guest's memory. @throws GuestTrap where it leads out of it */
  #span(from: number, size: number): Uint8Array {
    const bytes = this.bytes;
    const start = from >>> 0;
    const end = start + (size >>> 0);
    if (end > bytes.length) throw new GuestTrap("a pointer leads out of memory");
    return bytes.subarray(start, end);
  }
}
