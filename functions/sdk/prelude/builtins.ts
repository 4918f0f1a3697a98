/** From these, every built-in object can be reached. */
const roots: readonly object[] = [
  globalThis,
  [].values(),
  new Map().keys(),
  new Set().keys(),
  ""[Symbol.iterator](),
  function* () {},
  async () => {},
];

/**
 * Looks at every built-in function. The engine makes one when it is first looked at, and each call, since it starts from
 * the snapshot, would pay for that again: thousands of units of fuel for each that it uses.
 */
export function makeBuiltIns(): void {
  const seen = new Set<object>(roots);
  // What is added on the way is visited too.
  for (const object of seen) {
    for (const key of Reflect.ownKeys(object)) {
      const property = Object.getOwnPropertyDescriptor(object, key);
      for (const value of [property?.value, property?.get, property?.set]) {
        if (isObject(value)) seen.add(value);
      }
    }
    const prototype: unknown = Object.getPrototypeOf(object);
    if (isObject(prototype)) seen.add(prototype);
  }
}

function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}
