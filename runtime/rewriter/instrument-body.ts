import type { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { charges, costOf } from "./cost-table.ts";
import { addToGlobal, Op, trapIfNegative } from "./emit.ts";
import { type Instruction, readInstruction } from "./instruction-reader.ts";
import { canonicaliseTop, nanSinks } from "./nan.ts";

/** Indices, in the rewritten module, of what the rewriter adds. */
export interface Additions {
  readonly fuelGlobal: number;
  readonly depthGlobal: number;
  readonly growFunction: number;
  readonly chargeBulkFunction: number;
}

/** Code to put in place of the bytes from `start` to `end`; nothing is replaced if they are equal. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly write: (code: ByteWriter) => void;
}

interface ControlFrame {
  readonly opener: string;
  targeted: boolean;
}

/** The stack that V8 may take for a frame beside its locals, in slots of 8 bytes. */
const FRAME_SLOTS = 8;
/** A function without calls whose frame is at most this large needs no depth check: only one can be live at a time. */
const LEAF_SLOTS = 64;

const bulkOperations = new Set([
  "memory.fill",
  "memory.copy",
  "memory.init",
  "table.fill",
  "table.copy",
  "table.init",
  "table.grow",
]);

const leavers = new Set(["br", "br_if", "br_table", "return", "unreachable"]);

/**
 * Meters one function's body.
 *
 * Fuel: the code is cut into segments wherever control can leave or join (loops, ifs, blocks that are branched to,
 * branches, returns). A segment runs whole or not at all, so it is charged where it starts. That fuel is left is
 * checked at the function's entry and at loop heads alone: every execution without end passes one of them.
 *
 * Depth: the entry takes the frame's slots from the depth global and the exit gives them back. For one exit only, the
 * body becomes a block and `return` a branch to its end.
 */
export class BodyRewriter {
  readonly #reader: ByteReader;
  readonly #parameters: number;
  readonly #added: Additions;
  readonly #edits: Edit[] = [];
  readonly #frames: ControlFrame[] = [{ opener: "function", targeted: false }];
  readonly #scratch = new Map<number, number>();
  #segment: { cost: number } = { cost: charges.functionEntry };
  #calls = false;
  #locals = 0;

  /** @param reader stands at the declaration of locals. */
  constructor(reader: ByteReader, parameters: number, added: Additions) {
    this.#reader = reader;
    this.#parameters = parameters;
    this.#added = added;
  }

  /** @param blockType the encoded block type that takes nothing and gives the function's results. */
  rewrite(blockType: Uint8Array): Uint8Array {
    const groups = this.#reader.vector(() => ({ count: this.#reader.u32(), type: this.#reader.u8() }));
    this.#locals = groups.reduce((sum, group) => sum + group.count, this.#parameters);
    const entry = this.#segment;
    const codeStart = this.#reader.offset;
    while (this.#frames.length > 0) this.#visit(readInstruction(this.#reader));

    const body = new ByteWriter().u32(groups.length + this.#scratch.size);
    for (const group of groups) body.u32(group.count).u8(group.type);
    for (const type of this.#scratch.keys()) body.u32(1).u8(type);
    this.#writeEntry(body, entry.cost);
    if (this.#deep) body.u8(Op.block).raw(blockType);
    this.#writeEdited(body, codeStart);
    if (this.#deep) addToGlobal(body, this.#added.depthGlobal, this.#slots).u8(Op.end);
    return body.bytes();
  }

  get #slots(): number {
    return FRAME_SLOTS + this.#locals;
  }

  get #deep(): boolean {
    return this.#calls || this.#slots > LEAF_SLOTS;
  }

  #visit(instruction: Instruction): void {
    const { name, targets } = instruction;
    this.#segment.cost += costOf(name);
    for (const depth of targets) this.#target(depth);
    if (name === "call" || name === "call_indirect") this.#calls = true;
    else if (name === "return") this.#replaceReturn(instruction);
    else if (name === "memory.grow") this.#replaceGrow(instruction);
    else if (bulkOperations.has(name)) this.#chargeBulk(instruction);
    else this.#canonicalise(instruction);
    this.#followControl(name);
  }

  #followControl(name: string): void {
    if (leavers.has(name)) this.#openSegment();
    else if (name === "block") this.#frames.push({ opener: name, targeted: false });
    else if (name === "if") this.#enter(name, 0);
    else if (name === "loop") this.#enter(name, charges.loopIteration);
    else if (name === "else") this.#openSegment();
    else if (name === "end") this.#leave();
  }

  #enter(opener: "if" | "loop", cost: number): void {
    this.#frames.push({ opener, targeted: false });
    this.#openSegment(cost, opener === "loop");
  }

  #leave(): void {
    const frame = this.#frames.pop();
    const joins = frame?.opener === "if" || (frame?.opener === "block" && frame.targeted);
    if (joins) this.#openSegment();
  }

  #target(depth: number): void {
    const frame = this.#frames[this.#frames.length - 1 - depth];
    if (!frame) throw this.#reader.malformed(`there is no label ${depth}`);
    frame.targeted = true;
  }

  /** Starts a segment here; its cost is known, and written, once the whole body has been read. */
  #openSegment(cost = 0, check = false): void {
    const segment = { cost };
    this.#segment = segment;
    this.#insert(this.#reader.offset, (code) => {
      if (segment.cost > 0) addToGlobal(code, this.#added.fuelGlobal, -segment.cost);
      if (check) trapIfNegative(code.u8(Op.globalGet).u32(this.#added.fuelGlobal));
    });
  }

  #insert(at: number, write: Edit["write"]): void {
    this.#edits.push({ start: at, end: at, write });
  }

  #replaceReturn({ start }: Instruction): void {
    const depth = this.#frames.length - 1;
    const write = (code: ByteWriter) => (this.#deep ? code.u8(Op.br).u32(depth) : code.u8(Op.return));
    this.#edits.push({ start, end: this.#reader.offset, write });
  }

  #replaceGrow({ start }: Instruction): void {
    const write = (code: ByteWriter) => code.u8(Op.call).u32(this.#added.growFunction);
    this.#edits.push({ start, end: this.#reader.offset, write });
  }

  /** The length is on top of the stack, in bytes or elements; the function charges for it and gives it back. */
  #chargeBulk({ start }: Instruction): void {
    this.#insert(start, (code) => code.u8(Op.call).u32(this.#added.chargeBulkFunction));
  }

  #canonicalise({ name, start }: Instruction): void {
    const type = nanSinks.get(name);
    if (type === undefined) return;
    const scratch = this.#scratch.get(type) ?? this.#locals + this.#scratch.size;
    this.#scratch.set(type, scratch);
    this.#insert(start, (code) => canonicaliseTop(code, type, scratch));
  }

  /** One check for both counters: the sign bit of fuel | depth is set if either is negative. */
  #writeEntry(code: ByteWriter, cost: number): void {
    const { fuelGlobal, depthGlobal } = this.#added;
    addToGlobal(code, fuelGlobal, -cost);
    code.u8(Op.globalGet).u32(fuelGlobal);
    if (this.#deep) {
      addToGlobal(code, depthGlobal, -this.#slots);
      code.u8(Op.globalGet).u32(depthGlobal).u8(Op.i64Or);
    }
    trapIfNegative(code);
  }

  #writeEdited(code: ByteWriter, from: number): void {
    let copied = from;
    for (const edit of this.#edits) {
      code.raw(this.#reader.bytes.subarray(copied, edit.start));
      edit.write(code);
      copied = edit.end;
    }
    code.raw(this.#reader.bytes.subarray(copied, this.#reader.offset));
  }
}
