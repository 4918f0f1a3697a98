import { Bytes, context, I256, keccak256, log, randomBelow, U256 } from "althing";
import { ArithmeticResult, DrawsResult, Report, revertRefused, ShiftedResult, SignedResult } from "./abi.generated";

/** A guest that uses every part of the SDK. */

export function report(): Report {
  const it = context();
  return new Report(
    it.commitment,
    it.functionId,
    it.version,
    it.account,
    it.consumer,
    it.isUpdate,
    it.blockNumber,
    it.timestamp,
    it.prevrandao,
  );
}

export function refuse(id: U256, why: string): void {
  revertRefused(id, why);
}

export function broken(why: string): void {
  throw new Error(why);
}

export function outOfRange(index: u32): u8 {
  const values: u8[] = [1, 2, 3];
  return values[index];
}

export function unfit(value: u32): u32 {
  return value;
}

export function hash(data: Bytes): Bytes {
  return keccak256(data);
}

export function arithmetic(a: U256, b: U256): ArithmeticResult {
  return new ArithmeticResult(a + b, a - b, a * b, a / b, a % b, a.toString());
}

export function signed(a: I256, b: I256): SignedResult {
  return new SignedResult(a + b, a * b, a / b, a < b, a.toString());
}

export function shifted(a: U256, by: u16): ShiftedResult {
  return new ShiftedResult(a << by, a >> by);
}

export function draws(): DrawsResult {
  return new DrawsResult([randomBelow(1), randomBelow(10), randomBelow(u64.MAX_VALUE)], Math.random().toString());
}

export function shout(text: string): void {
  log(text);
  trace("twice", 1, 2);
}
