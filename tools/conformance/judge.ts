import { readFileSync } from "node:fs";
import { join } from "node:path";
import { AlthingError } from "../../protocol/errors.ts";
import { callWithBits, globalBits } from "../wasm/bit-exact.ts";
import type { ConvertedScript } from "./convert.ts";
import { compileMetered, LeftOut } from "./guest.ts";
import { Linker } from "./linker.ts";
import type { ActionCommand, Command, ModuleCommand, RefusalCommand, Value } from "./script.ts";
import { bitsOf, matches, typeCode } from "./values.ts";
import { type Verdict, VerdictBuilder } from "./verdict.ts";

/** The assembler's matter: what it refuses never becomes a module. */
const TEXT_FORMAT = "text format";

/** What an assertion is about did not happen. */
class Wrong extends Error {}

/** Runs every command of a script over modules that the rewriter has made, and judges its assertions. */
export function judge({ file, folder, script }: ConvertedScript): Verdict {
  const run = new ScriptRun(file, folder);
  for (const command of script.commands) run.obey(command);
  return run.result.verdict();
}

class ScriptRun {
  readonly result: VerdictBuilder;
  readonly #folder: string;
  readonly #linker = new Linker();

  constructor(file: string, folder: string) {
    this.result = new VerdictBuilder(file);
    this.#folder = folder;
  }

  obey(command: Command): void {
    try {
      this.#carryOut(command);
      if (command.type.startsWith("assert_")) this.result.pass();
    } catch (error) {
      if (error instanceof LeftOut) this.#leaveOut(command, error);
      else
        this.result.fail(command.line, `${command.type}: ${error instanceof Error ? error.message : error}`);
    }
  }

  #leaveOut(command: Command, { message }: LeftOut): void {
    if (command.type.startsWith("assert_")) this.result.leaveOut(command.line, message);
  }

  #carryOut(command: Command): void {
    switch (command.type) {
      case "module":
        this.#load(command);
        break;
      case "register":
        this.#linker.register(command.name, command.as);
        break;
      case "action":
      case "assert_return":
        this.#mustReturn(command);
        break;
      case "assert_trap":
      case "assert_exhaustion":
        this.#mustTrap(command);
        break;
      default:
        this.#mustBeRefused(command);
    }
  }

  #load({ filename, name }: ModuleCommand): void {
    try {
      this.#linker.add(this.#linker.instantiate(this.#linker.compile(this.#read(filename))), name);
    } catch (error) {
      this.#linker.add(error instanceof Error ? error : new Error(String(error)), name);
      throw error;
    }
  }

  #mustReturn({ action, expected, type }: ActionCommand): void {
    const results = this.#perform(action, expected);
    if (type === "action") return;
    for (const [index, value] of expected.entries()) {
      const bits = results[index];
      if (bits === undefined || !matches(bits, value)) {
        throw new Wrong(`${action.field}: ${value.type} ${value.value} expected, got ${bits}`);
      }
    }
  }

  #mustTrap({ action, expected, type, text = "" }: ActionCommand): void {
    const guest = this.#linker.guest(action.module);
    const message = trapOf(() => this.#perform(action, expected));
    const right = type === "assert_exhaustion" ? guest.tooDeep : this.#isOwnTrap(message, text);
    if (!right) throw new Wrong(`${action.field}: "${text}" expected, got "${message}"`);
  }

  /** The rewriter's own traps are `unreachable`: no other trap of a program may become one. */
  #isOwnTrap(message: string, text: string): boolean {
    if ([...this.#linker.guests].some((guest) => guest.stoppedByMeter)) return false;
    return (message === "unreachable") === (text === "unreachable");
  }

  #perform(action: ActionCommand["action"], expected: readonly Value[]): bigint[] {
    const { exports } = this.#linker.guest(action.module);
    for (const guest of this.#linker.guests) guest.refuel();
    const results = expected.map(typeCode);
    if (action.type === "get") {
      const [type] = results;
      const bits = type === undefined ? undefined : globalBits(exports[action.field], type);
      return bits === undefined ? [] : [bits];
    }
    const { args = [] } = action;
    return callWithBits(exports[action.field], { params: args.map(typeCode), results }, args.map(bitsOf));
  }

  #mustBeRefused(command: RefusalCommand): void {
    const { type, filename, module_type } = command;
    if (module_type === "text") throw new LeftOut(TEXT_FORMAT);
    const source = this.#read(filename);
    if (type === "assert_unlinkable") this.#mustNotLink(source);
    else if (type === "assert_uninstantiable") this.#mustNotStart(source, command.text);
    else mustNotCompile(source);
  }

  #mustNotLink(source: Uint8Array): void {
    const module = this.#linker.compile(source);
    const error = caught(() => this.#linker.instantiate(module));
    if (error instanceof LeftOut) throw error;
    if (!(error instanceof WebAssembly.LinkError)) throw new Wrong("it links");
  }

  #mustNotStart(source: Uint8Array, text: string): void {
    const module = this.#linker.compile(source);
    const message = trapOf(() => this.#linker.instantiate(module));
    if (!this.#isOwnTrap(message, text)) throw new Wrong(`"${text}" expected, got "${message}"`);
  }

  #read(filename: string): Uint8Array {
    return readFileSync(join(this.#folder, filename));
  }
}

/** A module that uses what we refuse anyway tells nothing, whatever else is wrong with it. */
function mustNotCompile(source: Uint8Array): void {
  const error = caught(() => compileMetered(source));
  if (error === undefined) throw new Wrong("it is accepted");
  if (error instanceof LeftOut) throw error;
  if (!(error instanceof AlthingError)) throw new Wrong(`the rewriter lets it pass: ${error}`);
}

/** The trap's message. @throws Wrong if there is none; what is thrown beside traps is thrown on */
function trapOf(run: () => unknown): string {
  const error = caught(run);
  if (error instanceof WebAssembly.RuntimeError) return error.message;
  throw error ?? new Wrong("it does not trap");
}

function caught(run: () => unknown): unknown {
  try {
    run();
    return undefined;
  } catch (error) {
    return error;
  }
}
