/** The ABI as guests give it: a JSON array of human-readable fragments. Undefined if the text, which is hostile, is none. */
export function fragmentsIn(text: string): readonly string[] | undefined {
  try {
    const fragments: unknown = JSON.parse(text);
    const valid = Array.isArray(fragments) && fragments.every((one) => typeof one === "string");
    return valid ? fragments : undefined;
  } catch {
    return undefined;
  }
}
