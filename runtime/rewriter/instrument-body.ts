import type { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { CodeBuffer } from "./code-buffer.ts";
import { charges, costOf } from "./cost-table.ts";
import { EMPTY_BLOCK, Op, ValueType } from "./emit.ts";
import { type Instruction, readInstruction } from "./instruction-reader.ts";
import type { Layout } from "./layout.ts";
import { EXHAUSTED_MASK, meterUnits } from "./meter-layout.ts";
import { type FunctionType, readValueType } from "./module.ts";
import { checkLimit } from "./module-limits.ts";
import { canonicaliseTop, nanSinks } from "./nan.ts";

interface ControlFrame {
  readonly opener: string;
  targeted: boolean;
  /** Set once control has left for good: what follows, up to `else` or `end`, never runs and is left out. */
  dead: boolean;
}

/** The stack that V8 may take for a frame beside its locals, in slots of 8 bytes. */
const FRAME_SLOTS = 8;
/** A function without calls whose frame is at most this large needs no depth check: only one can be live at a time. */
const LEAF_SLOTS = 64;

const bulkOperations = new Set(["memory.fill", "memory.copy", "memory.init", "table.copy", "table.init"]);

/** What a reset of memory bytes and globals does not undo. */
const alterations = new Set(["data.drop", "elem.drop", "table.init", "table.copy"]);

const openers = new Set(["block", "loop", "if"]);
const branches = new Set(["br", "br_if", "br_table"]);
const leaveForGood = new Set(["br", "br_table", "return", "unreachable"]);
const localAccess = new Set(["local.get", "local.set", "local.tee"]);

/**
 * Meters one function's body. The meter (see meter-layout.ts) is the function's last parameter and last result.
 *
 * Fuel: the code is cut into segments wherever control can leave or join (loops, ifs, blocks that are branched to,
 * branches, returns). A segment runs whole or not at all, so it is charged where it starts. That fuel is left is
 * checked at loop heads and at the entry of functions that call: every execution without end passes one of them.
 *
 * Depth: the entry takes the frame's slots from the meter and the exit gives them back. For one exit only, the body
 * becomes a block and `return` a branch to its end.
 */
export class BodyRewriter {
  readonly #reader: ByteReader;
  readonly #type: FunctionType;
  readonly #layout: Layout;
  readonly #frames: ControlFrame[] = [{ opener: "function", targeted: false, dead: false }];
  readonly #scratch = new Map<number, number>();
  #segment: { cost: number } = { cost: charges.functionEntry };
  #calls = false;
  #loops = false;
  #locals = 0;
  #blocks = 0;
  /** Blocks opened in code that never runs. */
  #deadBlocks = 0;

  /** @param reader stands at the declaration of locals. */
  constructor(reader: ByteReader, type: FunctionType, layout: Layout) {
    this.#reader = reader;
    this.#type = type;
    this.#layout = layout;
  }

  rewrite(): Uint8Array {
    const groups = this.#reader.vector(() => ({
      count: this.#reader.u32(),
      type: readValueType(this.#reader),
    }));
    this.#locals = groups.reduce((sum, group) => sum + group.count, this.#meter);
    checkLimit("bytes of code in one function", this.#reader.end - this.#reader.offset, this.#reader.offset);
    checkLimit("locals in one function", this.#locals, this.#reader.offset);
    const entry = this.#segment;
    const code = new CodeBuffer(this.#reader.bytes, this.#reader.offset);
    while (this.#frames.length > 0) this.#visit(readInstruction(this.#reader), code);

    const body = new ByteWriter().u32(groups.length + this.#scratch.size);
    for (const group of groups) body.u32(group.count).u8(group.type);
    for (const type of this.#scratch.keys()) body.u32(1).u8(type);
    this.#writeEntry(body, entry.cost);
    body.u8(Op.block).raw(this.#layout.blockType(this.#type.results));
    code.writeTo(body, this.#reader.offset);
    this.#writeExit(body);
    return body.bytes();
  }

  /** The meter's local: the source's parameters come before it, and its locals after. */
  get #meter(): number {
    return this.#type.params.length;
  }

  get #slots(): number {
    return FRAME_SLOTS + this.#locals;
  }

  get #deep(): boolean {
    return this.#calls || this.#slots > LEAF_SLOTS;
  }

  #visit(instruction: Instruction, code: CodeBuffer): void {
    if (this.#top.dead && this.#skip(instruction, code)) return;
    const { name, operands, start } = instruction;
    this.#segment.cost += costOf(name);
    if (name === "br_table") checkLimit("labels in one br_table", operands.length, start);
    if (branches.has(name)) for (const depth of operands) this.#target(depth);
    if (alterations.has(name)) this.#markAltered(code.replace(start));
    if (localAccess.has(name)) this.#moveLocal(instruction, code);
    else if (name === "call") this.#call(instruction, code);
    else if (name === "call_indirect") this.#callIndirect(instruction, code);
    else if (name === "return")
      code
        .replace(start, this.#reader.offset)
        .u8(Op.br)
        .u32(this.#frames.length - 1);
    else if (name === "memory.grow")
      this.#callHelper(code.replace(start, this.#reader.offset), this.#layout.growFunction);
    else if (bulkOperations.has(name)) this.#callHelper(code.replace(start), this.#layout.chargeBulkFunction);
    else this.#canonicalise(instruction, code);
    this.#followControl(name, code);
  }

  get #top(): ControlFrame {
    const frame = this.#frames.at(-1);
    if (!frame) throw this.#reader.malformed("a body goes on after its end");
    return frame;
  }

  /** Leaves out code that never runs. False: it ends here. */
  #skip({ name, start }: Instruction, code: CodeBuffer): boolean {
    if (this.#deadBlocks === 0 && (name === "else" || name === "end")) return false;
    if (openers.has(name)) this.#deadBlocks++;
    else if (name === "end") this.#deadBlocks--;
    code.replace(start, this.#reader.offset);
    return true;
  }

  #followControl(name: string, code: CodeBuffer): void {
    if (leaveForGood.has(name)) this.#top.dead = true;
    else if (name === "br_if") this.#openSegment(code);
    else if (openers.has(name)) this.#enter(name, code);
    else if (name === "else") this.#otherwise(code);
    else if (name === "end") this.#leave(code);
  }

  #enter(opener: string, code: CodeBuffer): void {
    this.#frames.push({ opener, targeted: false, dead: false });
    this.#blocks++;
    checkLimit("locals times blocks in one function", this.#blocks * this.#locals, this.#reader.offset);
    if (opener === "if") this.#openSegment(code);
    if (opener !== "loop") return;
    this.#loops = true;
    this.#openSegment(code, charges.loopIteration, true);
  }

  #otherwise(code: CodeBuffer): void {
    this.#top.dead = false;
    this.#openSegment(code);
  }

  #leave(code: CodeBuffer): void {
    const { opener, targeted, dead } = this.#top;
    this.#frames.pop();
    if (this.#frames.length === 0) return;
    if (dead || opener === "if" || (opener === "block" && targeted)) this.#openSegment(code);
  }

  #target(depth: number): void {
    const frame = this.#frames[this.#frames.length - 1 - depth];
    if (!frame) throw this.#reader.malformed(`there is no label ${depth}`);
    frame.targeted = true;
  }

  /** Starts a segment here; its cost is known, and written, once the whole body has been read. */
  #openSegment(code: CodeBuffer, cost = 0, check = false): void {
    const segment = { cost };
    this.#segment = segment;
    code.gap(this.#reader.offset, (target) => {
      if (segment.cost === 0) return;
      this.#subtract(target, meterUnits(segment.cost))
        .u8(check ? Op.localTee : Op.localSet)
        .u32(this.#meter);
      if (check) this.#trapIf(target.u8(Op.i64Const, 0, Op.i64LtS));
    });
  }

  #subtract(code: ByteWriter, units: number): ByteWriter {
    return code.u8(Op.localGet).u32(this.#meter).u8(Op.i64Const).signed(units).u8(Op.i64Sub);
  }

  /** Saves the meter for the host and traps, if the i32 on the stack is not zero. */
  #trapIf(code: ByteWriter): void {
    code.u8(Op.if, EMPTY_BLOCK, Op.localGet).u32(this.#meter);
    code.u8(Op.globalSet).u32(this.#layout.meterGlobal).u8(Op.unreachable, Op.end);
  }

  #moveLocal({ start, operands: [index = 0] }: Instruction, code: CodeBuffer): void {
    if (index < this.#meter) return;
    const opcode = this.#reader.bytes[start] ?? 0;
    code
      .replace(start, this.#reader.offset)
      .u8(opcode)
      .u32(index + 1);
  }

  #call({ start, operands: [callee = 0] }: Instruction, code: CodeBuffer): void {
    this.#calls = true;
    this.#callHelper(code.replace(start, this.#reader.offset), this.#layout.callee(callee));
  }

  /** The meter goes below the table index, which waits in a local. */
  #callIndirect({ start, operands: [type = 0, table = 0] }: Instruction, code: CodeBuffer): void {
    this.#calls = true;
    const index = this.#scratchOf(ValueType.i32);
    const target = code.replace(start, this.#reader.offset);
    target.u8(Op.localSet).u32(index).u8(Op.localGet).u32(this.#meter).u8(Op.localGet).u32(index);
    target.u8(Op.callIndirect).u32(this.#layout.twin(type)).u32(table);
    target.u8(Op.localSet).u32(this.#meter);
  }

  #callHelper(code: ByteWriter, callee: number): void {
    code.u8(Op.localGet).u32(this.#meter).u8(Op.call).u32(callee).u8(Op.localSet).u32(this.#meter);
  }

  #markAltered(code: ByteWriter): void {
    code.u8(Op.i32Const, 1, Op.globalSet).u32(this.#layout.alteredGlobal);
  }

  #canonicalise({ name, start }: Instruction, code: CodeBuffer): void {
    const type = nanSinks.get(name);
    if (type !== undefined) canonicaliseTop(code.replace(start), type, this.#scratchOf(type));
  }

  /** A local of the rewriter's own, after the meter and all of the source's. */
  #scratchOf(type: number): number {
    const known = this.#scratch.get(type) ?? this.#locals + 1 + this.#scratch.size;
    this.#scratch.set(type, known);
    return known;
  }

  #writeEntry(code: ByteWriter, cost: number): void {
    const checked = this.#deep || this.#loops;
    this.#subtract(code, meterUnits(cost, this.#deep ? this.#slots : 0));
    code.u8(checked ? Op.localTee : Op.localSet).u32(this.#meter);
    if (!checked) return;
    this.#trapIf(code.u8(Op.i64Const).signed(EXHAUSTED_MASK).u8(Op.i64And, Op.i64Const, 0, Op.i64Ne));
  }

  #writeExit(code: ByteWriter): void {
    code.u8(Op.localGet).u32(this.#meter);
    if (this.#deep) code.u8(Op.i64Const).signed(this.#slots).u8(Op.i64Add);
    code.u8(Op.end);
  }
}
