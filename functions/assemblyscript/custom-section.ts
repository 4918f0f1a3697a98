const CUSTOM = 0;

/** Appends a custom section to a WebAssembly module (core specification, 5.5.3). */
export function withCustomSection(module: Uint8Array, name: string, text: string): Uint8Array {
  const encoder = new TextEncoder();
  const nameBytes = encoder.encode(name);
  const content = [...leb128(nameBytes.length), ...nameBytes, ...encoder.encode(text)];
  return Uint8Array.from([...module, CUSTOM, ...leb128(content.length), ...content]);
}

/** An unsigned number of up to 32 bits, seven bits a byte, the lowest first. */
function leb128(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb128(value >>> 7)];
}
