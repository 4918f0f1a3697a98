import { makeBuiltIns } from "./builtins.ts";
import { consoleOn } from "./console.ts";
import { announce, define, dispatch, settle } from "./dispatch.ts";
import { readFrom } from "./input.ts";
import { answerIn } from "./output.ts";
import { random } from "./random.ts";

/**
 * The part of the SDK that lives in the sandbox. The host evaluates it once, calls `install` with its log and two
 * buffers, for calls and for answers, and keeps what that returns; a function's bundle finds `althing` as a global.
 */
export function install(log: (line: string) => void, input: ArrayBuffer, output: ArrayBuffer) {
  makeBuiltIns();
  readFrom(input);
  answerIn(output);
  Math.random = random;
  Object.assign(globalThis, { console: consoleOn(log) });
  Object.defineProperty(globalThis, "althing", { value: Object.freeze({ define }) });
  return { announce, dispatch, settle };
}
