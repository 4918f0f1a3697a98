import { revertWith } from "./host";
import { Writer } from "./writer";

const ERROR_STRING: u32 = 0x08c379a0;

/**
 * Ends the call as the Revert `Error(string)`, as Solidity's `require` does. `throw new Error(message)` and everything
 * that the language traps on with a message (an index out of range, say) ends here.
 */
export function fail(message: string): void {
  const writer = new Writer(ERROR_STRING);
  const head = writer.reserve(32);
  writer.tail(head, head);
  writer.text(message, String.UTF8.ErrorMode.REPLACE);
  revertWith(writer.pointer, writer.length);
}

/** What the compiler calls for `throw`; file, line and column stay out of the artefact's behaviour. */
export function abort(message: string | null, _file: string | null, _line: u32, _column: u32): void {
  fail(message === null ? "" : message);
  unreachable();
}
