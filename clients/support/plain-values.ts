import type { ParamType, Result } from "ethers";

/** What ethers decoded, as plain data: arrays, and objects where all fields of a struct have names. */
export function plainValues(types: readonly ParamType[], values: Result): unknown[] {
  return types.map((type, place) => plainValue(type, values[place]));
}

function plainValue(type: ParamType, value: unknown): unknown {
  const { arrayChildren, components } = type;
  if (arrayChildren !== null) return [...(value as Result)].map((item) => plainValue(arrayChildren, item));
  if (components === null) return value;
  const fields = plainValues(components, value as Result);
  const named = components.every(({ name }) => name !== "");
  return named ? Object.fromEntries(components.map(({ name }, place) => [name, fields[place]])) : fields;
}
