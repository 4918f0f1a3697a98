import { Outcome } from "../../protocol/outcome.ts";
import { GuestTrap } from "../sandbox/faults.ts";
import type { GuestCall } from "../sandbox/instance.ts";
import { type Handles, Session } from "./session.ts";
import type { QuickJsVm } from "./vm.ts";

/** Two ArrayBuffers of this size are in each snapshot, for calls and for answers: what fits needs no other. */
export const BUFFER_BYTES = 8192;

/** How a call lies there; see functions/sdk/prelude/input.ts. */
const CONTEXT_AT = 8;
const CALLDATA_AT = 300;
/** A call in a buffer of its own is padded to 64-bit words. */
const ALIGNMENT = 8;

/** How an answer lies there: its length and tag, u32 each, little-endian, and then the answer. */
const TAG_AT = 4;
const ANSWER_AT = 8;
const outcomeOfTag: Readonly<Record<number, Outcome>> = { 1: Outcome.Success, 2: Outcome.Revert };

/** What passes between the host and the prelude in a call. Every method may throw GuestTrap, HostFault, or what V8 throws. */
export class CallBuffers {
  readonly #vm: QuickJsVm;
  readonly #session: Session;
  readonly #handles: Handles;

  constructor(vm: QuickJsVm, handles: Handles) {
    this.#vm = vm;
    this.#session = new Session(vm, handles);
    this.#handles = handles;
  }

  /** Has a call answered: the outcome, and the result or the revert's data. */
  answer(call: GuestCall): [Outcome, Uint8Array] {
    this.#session.call(this.#handles.dispatch, ...this.#write(call));
    this.#session.runJobs();
    const settled = this.#read(call.maxResultBytes);
    if (settled) return settled;
    this.#session.call(this.#handles.settle);
    const failed = this.#read(call.maxResultBytes);
    if (!failed) throw new GuestTrap("the prelude was tampered with");
    return failed;
  }

  /** Gives the arguments of `dispatch`. */
  #write({ calldata, context }: GuestCall): number[] {
    const length = CALLDATA_AT + calldata.length;
    this.#vm.meter.chargeBytes(length);
    const own = length > BUFFER_BYTES ? this.#session.arrayBuffer(padded(length)) : undefined;
    const at = own?.data ?? this.#handles.input;
    this.#vm.writeUint32(at, calldata.length);
    this.#vm.write(at + CONTEXT_AT, context);
    this.#vm.write(at + CALLDATA_AT, calldata);
    return own ? [own.value] : [];
  }

  /** Undefined while there is no answer. */
  #read(maximum: number): [Outcome, Uint8Array] | undefined {
    const at = this.#handles.output;
    const outcome = outcomeOfTag[this.#vm.readUint32(at + TAG_AT)];
    if (outcome === undefined) return undefined;
    const length = this.#vm.readUint32(at);
    if (length > maximum) throw new GuestTrap(`the result has ${length} bytes, and may have ${maximum}`);
    const whole = ANSWER_AT + length;
    const from =
      whole > BUFFER_BYTES ? this.#session.copyOf(this.#session.call(this.#handles.settle), whole) : at;
    return [outcome, this.#vm.read(from + ANSWER_AT, length)];
  }
}

function padded(length: number): number {
  return Math.ceil(length / ALIGNMENT) * ALIGNMENT;
}
