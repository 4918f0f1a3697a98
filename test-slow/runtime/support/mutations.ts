import type { Random } from "../../../tools/wasm/random.ts";

/** Bytes at which encodings change: the ends of LEB128, opcodes of control, the prefix of bulk operations. */
const EDGES = [
  0x00, 0x01, 0x02, 0x03, 0x04, 0x0b, 0x0c, 0x0e, 0x10, 0x11, 0x40, 0x7f, 0x80, 0xfc, 0xfd, 0xff,
];
const MAGIC_BYTES = 8;

/** A copy of a module with one to four faults: bytes changed, taken out, put in, or copied from elsewhere. */
export function mutatedModule(bytes: Uint8Array, random: Random): Uint8Array {
  let mutated = bytes;
  for (let faults = random.below(4); faults >= 0; faults--) mutated = withFault(mutated, random);
  return mutated;
}

function withFault(bytes: Uint8Array, random: Random): Uint8Array {
  const at = MAGIC_BYTES + random.below(Math.max(bytes.length - MAGIC_BYTES, 1));
  const byte = random.below(2) === 0 ? random.pick(EDGES) : random.below(256);
  const length = 1 + random.below(16);
  switch (random.below(8)) {
    case 0:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + length)]);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), Uint8Array.of(byte), bytes.subarray(at)]);
    case 2:
      return withCopy(bytes, at, MAGIC_BYTES + random.below(bytes.length), length);
    default:
      return at < bytes.length ? Buffer.from(bytes).fill(byte, at, at + 1) : bytes;
  }
}

/** Bytes from elsewhere, in place: no length changes. */
function withCopy(bytes: Uint8Array, to: number, from: number, length: number): Uint8Array {
  const copy = Buffer.from(bytes);
  copy.copyWithin(to, from, from + length);
  return copy;
}

const TOKENS = [
  ..."( ) { } [ ] ; , . => = ... ! ~ ? : + - * ** / % < > & | ^ `".split(" "),
  ..."0 1 -1 1e999 2n 2n**99n NaN null undefined '' 'x' /(a+)+$/ {} [] this globalThis althing".split(" "),
  ..."await async yield return throw try catch finally for while new delete typeof in of class".split(" "),
  ..."__proto__ constructor prototype Symbol.iterator Proxy Reflect eval BigInt Uint8Array length".split(" "),
];

/** A script with one to six tokens taken out, doubled, exchanged, or replaced. */
export function mutatedScript(source: string, random: Random): string {
  const tokens = source.match(/[\w$]+|\s+|=>|\.\.\.|[^\w\s]/g) ?? [];
  for (let faults = random.below(6); faults >= 0; faults--) {
    const at = random.below(tokens.length);
    const elsewhere = tokens[random.below(tokens.length)] ?? "";
    const [removed, token] = [random.below(3), random.below(2) === 0 ? random.pick(TOKENS) : elsewhere];
    tokens.splice(at, removed, ...(random.below(4) === 0 ? [] : [token]));
  }
  return tokens.join("");
}
