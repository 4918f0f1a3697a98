const HEADER = 8;
const CUSTOM = 0;

/** Appends a custom section to a WebAssembly module (core specification, 5.5.3). */
export function withCustomSection(module: Uint8Array, name: string, text: string): Uint8Array {
  const encoder = new TextEncoder();
  const nameBytes = encoder.encode(name);
  const content = [...leb128(nameBytes.length), ...nameBytes, ...encoder.encode(text)];
  return Uint8Array.from([...module, CUSTOM, ...leb128(content.length), ...content]);
}

/** Leaves all custom sections out of a WebAssembly module. */
export function withoutCustomSections(module: Uint8Array): Uint8Array {
  const kept = [module.subarray(0, HEADER)];
  for (let at = HEADER; at < module.length; ) {
    const [length, content] = readLeb128(module, at + 1);
    if (module[at] !== CUSTOM) kept.push(module.subarray(at, content + length));
    at = content + length;
  }
  return Buffer.concat(kept);
}

/** An unsigned number of up to 32 bits, seven bits a byte, the lowest first. */
function leb128(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...leb128(value >>> 7)];
}

function readLeb128(bytes: Uint8Array, at: number): [value: number, next: number] {
  const byte = bytes[at] ?? 0;
  if (byte < 0x80) return [byte, at + 1];
  const [rest, next] = readLeb128(bytes, at + 1);
  return [rest * 0x80 + (byte & 0x7f), next];
}
