import { childOf } from "./ast.ts";
import { type Mutator, replace } from "./change.ts";

const YUL: Readonly<Record<string, string>> = {
  add: "sub",
  sub: "add",
  mul: "div",
  div: "mul",
  and: "or",
  or: "and",
  shl: "shr",
  shr: "shl",
  lt: "gt",
  gt: "lt",
};

/** Inline assembly: a condition, an operation or a number is another. Its statements go as others do. */
export const assembly: Mutator = ({ node }) => {
  if (node.nodeType === "YulIf") {
    const condition = childOf(node, "condition");
    return [...replace(condition, "0"), ...replace(condition, "1")];
  }
  if (node.nodeType === "YulLiteral" && node.kind === "number")
    return replace(node, String(BigInt(String(node.value)) + 1n));
  const name = childOf(node, "functionName");
  const other = YUL[String(name?.name)];
  return node.nodeType === "YulFunctionCall" && other !== undefined ? replace(name, other) : [];
};
