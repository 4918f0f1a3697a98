import { SourceMap, type SourceMapping } from "node:module";
import { resolve } from "node:path";

/** Line and column count from 0; a column is a character, as QuickJS counts them. */
export interface ScriptPosition {
  readonly line: number;
  readonly column: number;
}

/** What a function is called in its sources, and where it begins; lines count from 1. */
export interface SourceFunction {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

/** What a source map knows of a place; `name` where it was changed. */
type Origin = Partial<SourceMapping> & { readonly name?: string };

/** What esbuild writes where a function begins, or in front of it: an identifier follows, or came before. */
const DECLARED = /^(?:async ?)?(?:function\*? ?|(?:[gs]et )?\*?(?=#))(#?[\w$\u0080-\uffff]+)/;
const ASSIGNED = /([\w$\u0080-\uffff]+)=\(*$/;
/** Where QuickJS says that a class begins; its fields' end, if it has no constructor of its own. */
const CLASS = /^(?:constructor\b|\})/;

/** Undoes what minifying did to the names of a script's functions. */
export class ScriptNames {
  readonly #lines: readonly string[];
  readonly #map: SourceMap;
  readonly #folder: string;

  /** @param folder what the paths in the source map are relative to */
  constructor(script: string, sourceMap: string, folder: string) {
    this.#lines = script.split("\n");
    this.#map = new SourceMap(JSON.parse(sourceMap));
    this.#folder = folder;
  }

  /**
   * The function that begins at a place of the script; undefined if it comes from no source.
   * @param name what the engine calls it, which holds for whatever minifying leaves alone: methods, say
   */
  find(name: string, { line, column }: ScriptPosition): SourceFunction | undefined {
    const text = this.#lines[line] ?? "";
    const at = utf16Index(text, column);
    const identifier = identifierOf(name, text, at);
    const origin: Origin = this.#map.findEntry(line, identifier ?? at);
    if (origin.originalSource === undefined || origin.originalLine === undefined) return undefined;
    const renamed = origin.generatedColumn === identifier ? origin.name : undefined;
    return {
      name: renamed ?? name,
      file: resolve(this.#folder, origin.originalSource),
      line: origin.originalLine + 1,
    };
  }
}

/** Where the identifier of the function at `at` stands; undefined if nothing shows that it has one. */
function identifierOf(name: string, text: string, at: number): number | undefined {
  const after = text.slice(at);
  const before = text.slice(0, at);
  const [head, declared] = DECLARED.exec(after) ?? [];
  if (head !== undefined && declared !== undefined) return at + head.length - declared.length;
  if (CLASS.test(after)) return classIdentifier(name, before);
  return ASSIGNED.exec(before)?.index;
}

/** The class that the engine knows by `name` and that begins last. */
function classIdentifier(name: string, before: string): number | undefined {
  const assigned = before.lastIndexOf(`${name}=class`);
  const declared = before.lastIndexOf(`class ${name}`);
  if (declared > assigned) return declared + "class ".length;
  return assigned < 0 ? undefined : assigned;
}

/** Characters outside the Basic Multilingual Plane are two in a source map. */
function utf16Index(text: string, column: number): number {
  return /\p{Surrogate}|[\u{10000}-\u{10ffff}]/u.test(text)
    ? [...text].slice(0, column).join("").length
    : column;
}
