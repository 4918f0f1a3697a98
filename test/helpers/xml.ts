/** An element of a parsed document. */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  /** Character data directly in it. */
  text: string;
}

/**
 * Names, quoted attributes and plain character data: the part of XML 1.0 that our pictures use. Anything else, be it
 * well-formed (entities, comments, CDATA, processing instructions), is refused: nobody may smuggle it in.
 */
const token =
  /<\/(?<close>[A-Za-z]+)>|<(?<open>[A-Za-z]+)(?<attributes>[^<>]*?)(?<empty>\/?)>|(?<text>[^<>&]+)/y;
const attribute = /\s+([A-Za-z][A-Za-z0-9-]*)="([^"<>&]*)"/y;

/** Parses a document strictly and returns its root; throws a SyntaxError that says where it is not well-formed. */
export function parseXml(source: string): Element {
  const document: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [document];
  for (let at = 0; at < source.length; at = token.lastIndex) {
    token.lastIndex = at;
    const groups = token.exec(source)?.groups;
    if (groups === undefined) throw new SyntaxError(`no token at ${at}: ${source.slice(at, at + 30)}`);
    apply(groups, open);
  }
  const [root, ...others] = document.children;
  if (root === undefined || others.length > 0 || open.length > 1 || document.text !== "") {
    throw new SyntaxError("a document has one root, which is closed, and no text beside it");
  }
  return root;
}

/** Every element below `root` that has this name, in document order. */
export function findAll(root: Element, name: string): Element[] {
  return root.children.flatMap((child) => [...(child.name === name ? [child] : []), ...findAll(child, name)]);
}

function apply(groups: Record<string, string | undefined>, open: Element[]): void {
  const current = open.at(-1) as Element;
  if (groups.text !== undefined) current.text += groups.text;
  else if (groups.close !== undefined) closeElement(groups.close, open);
  else {
    const attributes = parseAttributes(groups.attributes ?? "");
    const element: Element = { name: groups.open ?? "", attributes, children: [], text: "" };
    current.children.push(element);
    if (groups.empty === "") open.push(element);
  }
}

function closeElement(name: string, open: Element[]): void {
  const closed = open.pop();
  if (closed?.name !== name) throw new SyntaxError(`</${name}> closes <${closed?.name}>`);
}

function parseAttributes(source: string): Record<string, string> {
  const attributes: Record<string, string> = {};
  for (let at = 0; at < source.length; at = attribute.lastIndex) {
    attribute.lastIndex = at;
    const [, name = "", value = ""] = attribute.exec(source) ?? [];
    if (name === "" || Object.hasOwn(attributes, name)) throw new SyntaxError(`bad attributes:${source}`);
    attributes[name] = value;
  }
  return attributes;
}
