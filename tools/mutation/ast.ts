/** A node of solc's AST: https://docs.soliditylang.org/en/latest/using-the-compiler.html (`ast` of the output). */
export interface Node {
  readonly nodeType: string;
  /** Where it stands in its file: `start:length:file`, in bytes. */
  readonly src: string;
  readonly [property: string]: unknown;
}

/** Bytes from `start` to before `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export function rangeOf(node: Node): Range {
  const [start = 0, length = 0] = node.src.split(":").map(Number);
  return { start, end: start + length };
}

export function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "nodeType" in value && "src" in value;
}

export function childOf(node: Node, property: string): Node | undefined {
  const value = node[property];
  return isNode(value) ? value : undefined;
}

export function childrenOf(node: Node, property: string): Node[] {
  const value = node[property];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** All nodes directly below, in the order of the source. */
export function below(node: Node): Node[] {
  const found = Object.values(node).flatMap((value) => (Array.isArray(value) ? value : [value]));
  return found.filter(isNode).sort((a, b) => rangeOf(a).start - rangeOf(b).start);
}

/** A node, and those above it, the nearest first. */
export interface Place {
  readonly node: Node;
  readonly above: readonly Node[];
}

export function* walk(node: Node, above: readonly Node[] = []): Generator<Place> {
  yield { node, above };
  for (const child of below(node)) yield* walk(child, [node, ...above]);
}
