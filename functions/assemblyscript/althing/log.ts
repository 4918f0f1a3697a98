import { logUtf8 } from "./host";

/** Adds a line to the execution's log, which is for people and not part of a receipt. */
export function log(line: string): void {
  const encoded = String.UTF8.encode(line, false, String.UTF8.ErrorMode.REPLACE);
  logUtf8(changetype<usize>(encoded), encoded.byteLength);
}

/** What the compiler calls for `trace(message, …)`. */
export function trace(
  message: string,
  count: i32 = 0,
  a0: f64 = 0,
  a1: f64 = 0,
  a2: f64 = 0,
  a3: f64 = 0,
  a4: f64 = 0,
): void {
  const values: f64[] = [a0, a1, a2, a3, a4];
  for (let index = 0; index < count; index++) message += ` ${values[index]}`;
  log(message);
}
