import path from "node:path";
import { type Contract, type Parameter, withAncestors } from "./contracts.ts";
import { type Override, overridesOf } from "./overrides.ts";

/** A contract that is put together of others. */
export interface Composition {
  readonly name: string;
  /** One sentence for its documentation. */
  readonly notice: string;
  readonly bases: readonly Contract[];
  /** Where its source stands, from the project's root. */
  readonly file: string;
  /** See {@link ComposedFolder}. */
  readonly origin: string;
}

/** What a reader asks who meets functions that do nothing. */
const WHY_OVERRIDES = [
  " * What several modules define is overridden below, as Solidity asks: an override adds nothing, and calls them from",
  " * the last to the first.",
];

/** The Solidity source of a composition: a constructor that passes on, and overrides that call them all. */
export function sourceOf(composition: Composition): string {
  const { name, notice, bases, origin } = composition;
  const overrides = overridesOf(bases);
  return [
    "// SPDX-License-Identifier: MIT",
    "pragma solidity ^0.8.28;",
    "",
    ...importsOf(composition, overrides),
    "",
    "/**",
    ` * @title ${name}`,
    ` * @notice ${notice}`,
    ` * @dev Composed ${origin}: change that, not this.`,
    ...(overrides.length > 0 ? WHY_OVERRIDES : []),
    " */",
    `contract ${name} is ${bases.map((base) => base.name).join(", ")} {`,
    ...constructorOf(bases),
    ...overrides.flatMap((override) => ["", ...overrideText(override)]),
    "}",
    "",
  ].join("\n");
}

function constructorOf(bases: readonly Contract[]): string[] {
  const called = bases.filter(({ constructorParameters }) => constructorParameters.length > 0);
  if (called.length === 0) return [];
  const parameters = called.flatMap(({ constructorParameters }) => constructorParameters);
  const calls = called.map((base) => `${base.name}(${namesOf(base.constructorParameters)})`);
  return [`constructor(${parameters.map(parameterText).join(", ")}) ${calls.join(" ")} {}`];
}

/** Public functions keep their NatSpec: of several that could be meant, the compiler takes none by itself. */
function overrideText({ declaration, bases, documentedBy }: Override): string[] {
  const { name, parameters, returns, visibility, mutability } = declaration;
  const head = [
    `function ${name}(${parameters.map(parameterText).join(", ")})`,
    visibility === "external" ? "public" : visibility,
    mutability === "nonpayable" ? "" : mutability,
    `override(${bases.map((base) => base.name).join(", ")})`,
    returns.length === 0 ? "" : `returns (${returns.map(returnText).join(", ")})`,
  ];
  const call = `super.${name}(${namesOf(parameters)});`;
  const isCapital = name === name.toUpperCase() && /^[A-Z]/.test(name);
  const isPublic = visibility === "public" || visibility === "external";
  return [
    ...(isPublic && documentedBy !== undefined ? [`/// @inheritdoc ${documentedBy.name}`] : []),
    ...(isCapital ? ["// solhint-disable-next-line func-name-mixedcase"] : []),
    `${head.filter(Boolean).join(" ")} {`,
    returns.length === 0 ? call : `return ${call}`,
    "}",
  ];
}

function namesOf(parameters: readonly Parameter[]): string {
  return parameters.map(({ name }) => name).join(", ");
}

function parameterText({ type, location, name }: Parameter): string {
  return [type, location, name].filter(Boolean).join(" ");
}

function returnText({ type, location }: Parameter): string {
  return [type, location].filter(Boolean).join(" ");
}

/** Bases, the contracts that overrides name, and the types of parameters that are not inherited. */
function importsOf({ file, bases }: Composition, overrides: readonly Override[]): string[] {
  const needed = new Map<string, string>();
  const inherited = new Set(
    bases.flatMap((base) => [...withAncestors(base)].flatMap(({ types }) => [...types])),
  );
  for (const contract of [...bases, ...overrides.flatMap((override) => override.bases)])
    needed.set(contract.name, contract.file);
  const typed = [
    ...bases.map((base) => [base, base.constructorParameters] as const),
    ...overrides.map(({ declaration, bases: [...definers] }) => {
      const { parameters, returns } = declaration;
      return [definers.at(-1), [...parameters, ...returns]] as const;
    }),
  ];
  for (const [declaring, parameters] of typed) {
    for (const { type } of parameters) {
      const name = type.replace(/[.[].*$/, "");
      const origin = declaring?.scope.get(name);
      if (origin !== undefined && !inherited.has(name)) needed.set(name, origin);
    }
  }
  const lines = [...needed].map(([name, origin]) => `import {${name}} from "${importPath(origin, file)}";`);
  return lines.sort((a, b) => compareImports(a, b));
}

/** Packages first, then by path. */
function compareImports(a: string, b: string): number {
  const rank = (line: string) => `${line.includes('from "@') ? 0 : 1}${line.slice(line.indexOf('from "'))}`;
  return rank(a) < rank(b) ? -1 : 1;
}

function importPath(origin: string, file: string): string {
  if (origin.startsWith("@")) return origin;
  const relative = path.posix.relative(path.posix.dirname(file), origin);
  return relative.startsWith(".") ? relative : `./${relative}`;
}
