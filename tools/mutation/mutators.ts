import { assembly } from "./assembly.ts";
import { childOf, childrenOf, type Node, rangeOf } from "./ast.ts";
import { type Change, type Mutator, replace, textOf } from "./change.ts";

const COMPARISONS: Readonly<Record<string, string>> = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "==": "!=",
  "!=": "==",
};

const ARITHMETIC: Readonly<Record<string, string>> = {
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "%": "*",
  "<<": ">>",
  ">>": "<<",
  "&": "|",
  "|": "&",
  "^": "|",
};

const STEPS: Readonly<Record<string, string>> = { "++": "--", "--": "++" };

const EXTREMES: Readonly<Record<string, string>> = { min: "max", max: "min" };

const REMOVABLE = new Set([
  "YulAssignment",
  "YulExpressionStatement",
  "ExpressionStatement",
  "EmitStatement",
  "RevertStatement",
  "Return",
  "Continue",
  "Break",
]);

/** A guard never fires; another condition always does, and never. */
export const conditions: Mutator = ({ node }) => {
  if (node.nodeType !== "IfStatement" && node.nodeType !== "Conditional") return [];
  const condition = childOf(node, "condition");
  const never = replace(condition, "false");
  return isGuard(node) ? never : [...never, ...replace(condition, "true")];
};

/** Either side of `&&` and `||` alone. */
export const operands: Mutator = ({ node }, source) => {
  if (node.nodeType !== "BinaryOperation" || !["&&", "||"].includes(String(node.operator))) return [];
  return ["leftExpression", "rightExpression"].flatMap((side) => {
    const kept = childOf(node, side);
    return kept === undefined ? [] : replace(node, textOf(kept, source));
  });
};

/** A comparison takes in its boundary, or leaves it out; equality turns round. */
export const comparisons: Mutator = (place, source) => {
  // To negate the whole of a guard says less than to take it out.
  const isWhole = place.above[0]?.nodeType === "IfStatement" && /^[!=]=$/.test(String(place.node.operator));
  return isWhole ? [] : changeOperator(place.node, COMPARISONS, source);
};

export const arithmetic: Mutator = ({ node }, source) => changeOperator(node, ARITHMETIC, source);

/** `+=` becomes `-=`, and so on. */
export const compounds: Mutator = ({ node }, source) => {
  const operator = String(node.operator).slice(0, -1);
  const other = ARITHMETIC[operator];
  if (node.nodeType !== "Assignment" || other === undefined) return [];
  return betweenSides(node, ["leftHandSide", "rightHandSide"], `${operator}=`, `${other}=`, source);
};

/** Counts the other way. */
export const steps: Mutator = ({ node, above }, source) => {
  const other = STEPS[String(node.operator)];
  const operand = childOf(node, "subExpression");
  if (node.nodeType !== "UnaryOperation" || operand === undefined || other === undefined) return [];
  if (isLoopHead(above)) return [];
  const text = textOf(operand, source);
  return replace(node, node.prefix === true ? other + text : text + other);
};

/** A statement is gone. */
export const statements: Mutator = ({ node, above }, source) => {
  if (!REMOVABLE.has(node.nodeType) || isLoopHead([node, ...above]) || isWholeBranch(node, above)) return [];
  const { start, end } = rangeOf(node);
  // solc counts the semicolon to some statements and not to others.
  const semicolon = source.indexOf(";", end);
  const isNext = semicolon >= 0 && source.subarray(end, semicolon).toString().trim() === "";
  return [{ start, end: isNext ? semicolon + 1 : end, text: "{}" }];
};

/** A function is open to everybody, at any time. */
export const modifiers: Mutator = ({ node }) =>
  node.nodeType === "ModifierInvocation" && node.kind === "modifierInvocation" ? replace(node, "") : [];

/** `Math.min` becomes `Math.max`. */
export const extremes: Mutator = ({ node }) => {
  const name = String(node.memberName);
  const other = EXTREMES[name];
  if (node.nodeType !== "MemberAccess" || other === undefined) return [];
  const { end } = rangeOf(node);
  return isFunction(node) ? [{ start: end - name.length, end, text: other }] : [];
};

/** A number is one more, and a truth a lie. */
export const literals: Mutator = ({ node, above }, source) => {
  if (node.nodeType !== "Literal") return [];
  if (node.kind === "bool") return replace(node, node.value === "true" ? "false" : "true");
  const isNumber = node.kind === "number" && typeOf(node).startsWith("int_const");
  const isLength = above[0]?.nodeType === "ArrayTypeName";
  return isNumber && !isLength ? replace(node, `(${textOf(node, source)} + 1)`) : [];
};

/** Two addresses change their roles. */
export const roles: Mutator = ({ node }, source) => {
  if (node.nodeType !== "FunctionCall" || node.kind === "typeConversion") return [];
  const given = childrenOf(node, "arguments");
  return given.slice(1).flatMap((second, index) => {
    const first = given[index];
    if (first === undefined || !isAddress(first) || !isAddress(second)) return [];
    const [one, other] = [textOf(first, source), textOf(second, source)];
    if (one === other) return [];
    const between = source.subarray(rangeOf(first).end, rangeOf(second).start).toString();
    return [{ start: rangeOf(first).start, end: rangeOf(second).end, text: other + between + one }];
  });
};

export const mutators = {
  conditions,
  operands,
  comparisons,
  modifiers,
  statements,
  arithmetic,
  compounds,
  steps,
  extremes,
  literals,
  roles,
  assembly,
} satisfies Readonly<Record<string, Mutator>>;

export type Kind = keyof typeof mutators;

export const KINDS = Object.keys(mutators) as readonly Kind[];

/** What decides whether a call goes on. */
export const GUARDS = [
  "conditions",
  "operands",
  "comparisons",
  "modifiers",
] as const satisfies readonly Kind[];

function changeOperator(
  node: Node,
  table: Readonly<Record<string, string>>,
  source: Buffer,
): readonly Change[] {
  const operator = String(node.operator);
  const other = table[operator];
  if (node.nodeType !== "BinaryOperation" || other === undefined) return [];
  return betweenSides(node, ["leftExpression", "rightExpression"], operator, other, source);
}

/** The operator's own place: what stands between the sides may hold comments and parentheses as well. */
function betweenSides(
  node: Node,
  [left, right]: readonly [string, string],
  operator: string,
  other: string,
  source: Buffer,
): readonly Change[] {
  const [from, to] = [childOf(node, left), childOf(node, right)];
  if (from === undefined || to === undefined) return [];
  const start = source.indexOf(operator, rangeOf(from).end);
  if (start < 0 || start >= rangeOf(to).start) return [];
  return [{ start, end: start + operator.length, text: other }];
}

function isGuard(node: Node): boolean {
  const body = childOf(node, "trueBody");
  const last = body?.nodeType === "Block" ? childrenOf(body, "statements").at(-1) : body;
  return last?.nodeType === "RevertStatement" && childOf(node, "falseBody") === undefined;
}

/** To take out all that a branch does is what a condition that is never true does as well. */
function isWholeBranch(node: Node, above: readonly Node[]): boolean {
  const [first, second] = above;
  const isAlone = first?.nodeType === "Block" && childrenOf(first, "statements").length === 1;
  const branch = isAlone ? second : first;
  return branch?.nodeType === "IfStatement" && childOf(branch, "falseBody") === undefined && node !== branch;
}

function isLoopHead(path: readonly Node[]): boolean {
  return path.some((node, index) => {
    const loop = path[index + 1];
    const isFor = loop?.nodeType === "ForStatement";
    return isFor && (node === loop.loopExpression || node === loop.initializationExpression);
  });
}

function typeOf(node: Node): string {
  const types = node.typeDescriptions as { readonly typeString?: string | null } | undefined;
  return types?.typeString ?? "";
}

function isFunction(node: Node): boolean {
  return typeOf(node).startsWith("function ");
}

function isAddress(node: Node): boolean {
  return /^(address|contract )/.test(typeOf(node));
}
