/** `read`, asked once for the same arguments; what failed is asked again. */
export function once<Args extends readonly (string | number | bigint)[], Value>(
  read: (...args: Args) => Promise<Value>,
): (...args: Args) => Promise<Value> {
  const known = new Map<string, Promise<Value>>();
  return (...args) => {
    const key = args.join("/");
    const found = known.get(key);
    if (found !== undefined) return found;
    const value = read(...args);
    known.set(key, value);
    value.catch(() => known.delete(key));
    return value;
  };
}
