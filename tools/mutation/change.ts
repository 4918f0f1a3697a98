import { type Node, type Place, type Range, rangeOf } from "./ast.ts";

/** A piece of source and what stands there instead. */
export interface Change extends Range {
  readonly text: string;
}

/** One way to break a program. */
export type Mutator = (place: Place, source: Buffer) => readonly Change[];

export function textOf(range: Node, source: Buffer): string {
  const { start, end } = rangeOf(range);
  return source.subarray(start, end).toString();
}

export function replace(node: Node | undefined, text: string): Change[] {
  return node === undefined ? [] : [{ ...rangeOf(node), text }];
}
