import { BodyLimits, type ModuleWork } from "./body-limits.ts";
import { ByteReader } from "./byte-reader.ts";
import { ByteWriter } from "./byte-writer.ts";
import { CodeBuffer } from "./code-buffer.ts";
import { ControlFlow } from "./control-flow.ts";
import { Op, ValueType } from "./emit.ts";
import { FloatKnowledge } from "./float-locals.ts";
import { type Instruction, readInstruction } from "./instruction-reader.ts";
import type { Layout } from "./layout.ts";
import { MeterCode } from "./meter-code.ts";
import { type FunctionType, readValueType } from "./module.ts";
import { checkLimit } from "./module-limits.ts";
import { canonicaliseTop } from "./nan.ts";
import type { Segment } from "./segment.ts";
import { ValueFlow } from "./value-flow.ts";

interface LocalGroup {
  readonly count: number;
  readonly type: number;
}

/** A function's body as it is read: where its code begins, and what it declares. */
interface Body {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  readonly type: FunctionType;
  readonly groups: readonly LocalGroup[];
  /** Parameters and locals. */
  readonly locals: number;
  /** Slots of stack beside those of its operands. */
  readonly frame: number;
}

/** The stack that V8 may take for a frame beside its locals and operands, in slots of 8 bytes. */
const FRAME_SLOTS = 8;
/** So many bytes of code add a slot: what an optimising compiler inlines, and keeps for later, grows with the code. */
const CODE_BYTES_PER_SLOT = 128;
/** A function without calls whose frame is at most this large needs no depth check: only one can be live at a time. */
const LEAF_SLOTS = 64;
/** One that costs more, all its branches together, looks at its fuel: its caller may call it thousands of times between two looks. */
const LEAF_FUEL = 1000;

const bulkOperations = new Set(["memory.fill", "memory.copy", "memory.init"]);
const tableOperations = new Set(["table.copy", "table.init"]);
/** What a reset of memory bytes and globals does not undo. */
const alterations = new Set(["data.drop", "elem.drop", "table.init", "table.copy"]);
const openers = new Set(["block", "loop", "if"]);
const branches = new Set(["br", "br_if", "br_table"]);
const localAccess = new Set(["local.get", "local.set", "local.tee"]);

/**
 * Meters one function's body.
 * @param reader stands at the declaration of locals
 * @param work of all the module's bodies, which this one's is added to
 * @param slim see `InstrumentOptions.slimFrames`
 * @throws ALT_RUNTIME_UNSUPPORTED_OPCODE, ALT_GUEST_MODULE_OVER_LIMIT, ALT_RUNTIME_MALFORMED_MODULE
 */
export function instrumentBody(
  reader: ByteReader,
  type: FunctionType,
  layout: Layout,
  work: ModuleWork,
  slim: boolean,
): Uint8Array {
  const { offset, end, bytes } = reader;
  checkLimit("bytes of code in one function", end - offset, offset);
  const groups = reader.vector(() => ({ count: reader.u32(), type: readValueType(reader) }));
  const locals = groups.reduce((sum, group) => sum + group.count, type.params.length);
  checkLimit("locals in one function", locals, offset);
  const frame = FRAME_SLOTS + locals + (slim ? 0 : Math.floor((end - offset) / CODE_BYTES_PER_SLOT));
  const body = { bytes, start: reader.offset, end, type, groups, locals, frame };
  const types = groups.flatMap((group) => Array<number>(group.count).fill(group.type));
  const floats = new FloatKnowledge([...type.params, ...types], type.params.length);
  for (;;) {
    const rewriter = new BodyRewriter(body, layout, floats);
    const code = rewriter.rewrite();
    if (!floats.settled()) continue;
    work.add(rewriter.limits, offset);
    return code;
  }
}

/**
 * One round over a body. The meter (see meter-layout.ts) is the function's last parameter and last result.
 *
 * Fuel: charged by the segment (see control-flow.ts, charge-plan.ts). That some is left is checked at loop heads and at
 * the entry of functions that call or cost much: between two checks little can be burnt.
 *
 * Depth: the entry takes the frame's slots from the meter and the exit gives them back. For one exit only, the body
 * becomes a block and `return` a branch to its end.
 */
class BodyRewriter {
  readonly #body: Body;
  readonly #reader: ByteReader;
  readonly #layout: Layout;
  readonly #meter: MeterCode;
  readonly #flow: ValueFlow;
  readonly #control: ControlFlow;
  readonly #code: CodeBuffer;
  readonly #scratch = new Map<number, number>();
  readonly limits: BodyLimits;
  /** Blocks opened in code that never runs. */
  #deadBlocks = 0;

  constructor(body: Body, layout: Layout, floats: FloatKnowledge) {
    this.#body = body;
    this.#reader = new ByteReader(body.bytes, body.start, body.end);
    this.limits = new BodyLimits(this.#reader, body.locals);
    this.#layout = layout;
    this.#meter = new MeterCode(body.type.params.length, layout);
    this.#flow = new ValueFlow(layout, body.type, floats);
    this.#code = new CodeBuffer(body.bytes, body.start);
    this.#control = new ControlFlow(body.locals);
  }

  rewrite(): Uint8Array {
    while (this.#control.depth > 0) this.#visit(readInstruction(this.#reader));
    const slots = this.#body.frame + this.#flow.highest;
    checkLimit("stack slots in one frame", slots, this.#body.start);
    const { entry, fuel } = this.#control;
    const deep = this.limits.hasCalls || slots > LEAF_SLOTS || fuel > LEAF_FUEL;
    if (deep) this.#control.lookAt(entry);
    this.#control.plan();

    const target = new ByteWriter().u32(this.#body.groups.length + this.#scratch.size);
    for (const { count, type } of this.#body.groups) target.u32(count).u8(type);
    for (const type of this.#scratch.keys()) target.u32(1).u8(type);
    if (deep) this.#meter.enter(target, entry.charge, slots);
    else this.#meter.charge(target, entry.charge);
    target.u8(Op.block).raw(this.#layout.blockType(this.#body.type.results));
    this.#code.writeTo(target, this.#reader.offset);
    this.#meter.leave(target, deep ? slots : 0);
    return target.u8(Op.end).bytes();
  }

  #visit(instruction: Instruction): void {
    if (this.#control.dead && this.#skip(instruction)) return;
    const { name, start, operands } = instruction;
    this.#control.segment.instruction(name);
    if (name === "else" || name === "end") {
      this.#close(name);
      return;
    }
    this.#move(this.#flow.follow(instruction, this.#reader.bytes), name === "br_table" ? operands.length : 1);
    this.#rewrite(instruction);
    this.#canonicalise(start);
    if (branches.has(name)) this.#start(this.#control.branch(name, operands));
    else if (name === "return") this.#control.branch(name, [this.#control.depth - 1]);
    else if (name === "unreachable") this.#control.leave();
    else if (openers.has(name)) this.#enter(name);
  }

  /** So many values are passed on, and that is compiled so many times. */
  #move(values: number, times = 1): void {
    this.#control.segment.move(values);
    this.limits.move(values * times);
  }

  /** Leaves out code that never runs. False: it ends here. */
  #skip({ name, start }: Instruction): boolean {
    if (this.#deadBlocks === 0 && (name === "else" || name === "end")) return false;
    if (openers.has(name)) this.#deadBlocks++;
    else if (name === "end") this.#deadBlocks--;
    this.#code.replace(start, this.#reader.offset);
    return true;
  }

  #rewrite(instruction: Instruction): void {
    const { name, operands, start } = instruction;
    if (name === "br_table") checkLimit("labels in one br_table", operands.length, start);
    if (branches.has(name)) this.limits.join(operands.length);
    if (localAccess.has(name)) this.#moveLocal(instruction);
    else if (name === "call") this.#call(instruction);
    else if (name === "call_indirect") this.#callIndirect(instruction);
    else if (name === "return") this.#replaced(start, Op.br).u32(this.#control.depth - 1);
    else if (name === "memory.grow") this.#helper(this.#replaced(start), this.#layout.growFunction);
    else if (bulkOperations.has(name) || alterations.has(name)) this.#watch(instruction);
  }

  #replaced(start: number, ...opcode: number[]): ByteWriter {
    return this.#code.replace(start, this.#reader.offset).u8(...opcode);
  }

  #moveLocal({ start, operands: [index = 0] }: Instruction): void {
    if (index < this.#body.type.params.length) return;
    this.#replaced(start, this.#reader.bytes[start] ?? 0).u32(index + 1);
  }

  #call({ start, operands: [callee = 0] }: Instruction): void {
    this.limits.call();
    this.#helper(this.#replaced(start), this.#layout.callee(callee));
  }

  #callIndirect({ start, operands: [type = 0, table = 0] }: Instruction): void {
    this.limits.call();
    this.#control.lookAt(this.#control.segment);
    this.#meter.callIndirect(this.#replaced(start), type, table, this.#scratchOf(ValueType.i32));
  }

  /** The length of a bulk operation is on top of the stack, in bytes or elements; the function gives it back. */
  #watch({ name, start }: Instruction): void {
    const code = this.#code.replace(start);
    if (alterations.has(name)) code.u8(Op.i32Const, 1, Op.globalSet).u32(this.#layout.alteredGlobal);
    if (bulkOperations.has(name)) this.#helper(code, this.#layout.chargeBulkFunction);
    else if (tableOperations.has(name)) this.#helper(code, this.#layout.chargeElementsFunction);
  }

  /** Calls a function that looks at the meter. */
  #helper(code: ByteWriter, helper: number): void {
    this.#control.lookAt(this.#control.segment);
    this.#meter.call(code, helper);
  }

  #canonicalise(start: number): void {
    const type = this.#flow.canonicalType(start);
    if (type !== undefined) {
      canonicaliseTop(this.#code.replace(this.#reader.offset), type, this.#scratchOf(type));
    }
  }

  /** A local of the rewriter's own, after the meter and all of the source's. */
  #scratchOf(type: number): number {
    const known = this.#scratch.get(type) ?? this.#body.locals + 1 + this.#scratch.size;
    this.#scratch.set(type, known);
    return known;
  }

  #enter(opener: string): void {
    this.limits.join(1);
    if (opener === "loop") {
      this.limits.loop();
      this.#code.gap(this.#reader.offset, (target) => this.#meter.check(target));
    }
    this.#start(this.#control.open(opener));
  }

  #close(name: "else" | "end"): void {
    this.#move(this.#flow.close(name, !this.#control.dead));
    this.#start(this.#control.close(name));
  }

  /** A segment starts here; its charge is known, and written, once the whole body has been read. */
  #start(segment: Segment | undefined): void {
    if (segment) this.#code.gap(this.#reader.offset, (target) => this.#meter.charge(target, segment.charge));
  }
}
