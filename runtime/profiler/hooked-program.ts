import { limits } from "../limits.ts";
import { prepareEngine } from "../quickjs/engine.ts";
import type { EngineModule } from "../quickjs/vm.ts";
import { Op } from "../rewriter/emit.ts";
import { instrument } from "../rewriter/instrument.ts";
import { parseModule } from "../rewriter/module.ts";
import type { Program } from "../workers/program.ts";
import { addCallHooks, type Identify } from "./call-hooks.ts";

/**
 * `JS_CallInternal` of the engine, through which every call from JavaScript passes; its second parameter is the
 * function. The engine's hash in the execution domain pins the build, so the index cannot drift.
 */
const CALL_INTERNAL = 221;

let engine: Promise<EngineModule> | undefined;

/**
 * The program with hooks in its functions: in all of a module, host calls too, and where the engine calls a function of
 * a script. It begins at the same snapshot.
 * @param bytes the artefact that it was made of
 */
export async function hookedProgram(program: Program, bytes: Uint8Array): Promise<Program> {
  if (program.kind === "js") return { ...program, engine: await hookedEngine() };
  const { bytes: metered } = instrument(bytes, { maximumPages: limits.memoryPages });
  return { ...program, module: await WebAssembly.compile(addCallHooks(metered, allFunctions(bytes))) };
}

function hookedEngine(): Promise<EngineModule> {
  engine ??= prepareEngine((metered) => addCallHooks(metered, new Map([[CALL_INTERNAL, callee]])));
  return engine;
}

/** The value that is called, in two halves. */
const callee: Identify = (code) => {
  code.u8(Op.localGet, 1, Op.i32WrapI64, Op.localGet, 1, Op.i64Const, 32, Op.i64ShrU, Op.i32WrapI64);
};

/** The rewriter leaves a module's functions where they are, and puts what calls the host's behind them. */
function allFunctions(bytes: Uint8Array): Map<number, Identify> {
  const { functions, importedFunctions } = parseModule(bytes);
  return new Map(
    functions.map((_, index) => [
      index < importedFunctions ? functions.length + index : index,
      (code) => code.u8(Op.i32Const).signed(index).u8(Op.i32Const, 0),
    ]),
  );
}
