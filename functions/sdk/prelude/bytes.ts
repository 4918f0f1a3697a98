/**
 * Conversions between bytes and JavaScript's strings. The engine has no TextEncoder; its own `encodeURIComponent` and
 * `escape` do the same work in compiled code, for a fraction of the fuel of a loop in JavaScript.
 */
/** More arguments than this may not fit on the engine's stack. */
const APPLY_CHUNK = 4096;

/** @throws Error if the text is not hex with 0x and an even number of digits. */
export function bytesOf(hex: string): Uint8Array {
  if (typeof hex !== "string" || !/^0x(?:[0-9a-fA-F]{2})*$/.test(hex)) throw new Error(`not hex: ${hex}`);
  const bytes = new Uint8Array(hex.length / 2 - 1);
  for (let index = 0; index < bytes.length; index++) {
    bytes[index] = Number.parseInt(hex.substring(2 * index + 2, 2 * index + 4), 16);
  }
  return bytes;
}

/** @throws URIError if the text has a lone surrogate. */
export function utf8Bytes(text: string): Uint8Array {
  const binary = unescape(encodeURIComponent(text));
  const { length } = binary;
  const bytes = new Uint8Array(length);
  for (let index = 0; index < length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** @throws URIError if the bytes are not UTF-8. */
export function utf8Text(bytes: Uint8Array): string {
  let binary = "";
  for (let start = 0; start < bytes.length; start += APPLY_CHUNK) {
    // The engine takes any list of numbers, and spreading this one would burn four times the fuel.
    const chunk = bytes.subarray(start, start + APPLY_CHUNK) as unknown as number[];
    binary += String.fromCharCode.apply(null, chunk);
  }
  return decodeURIComponent(escape(binary));
}
