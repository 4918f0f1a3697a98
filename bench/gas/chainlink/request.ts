// A request to Chainlink Functions: pairs of keys and values in CBOR (RFC 8949), and the same work as `double(uint256)`.

import { concat, toBeHex, toUtf8Bytes } from "ethers";

/** 52 bytes of JavaScript. Chainlink's nodes get the whole source with every request. */
const SOURCE = "return Functions.encodeUint256(2n * BigInt(args[0]))";

const UNSIGNED = 0;
const TEXT = 3;
const ARRAY = 4;

export function requestData(): string {
  return concat([
    ...[text("codeLocation"), head(UNSIGNED, 0)],
    ...[text("language"), head(UNSIGNED, 0)],
    ...[text("source"), text(SOURCE)],
    ...[text("args"), head(ARRAY, 1), text("21")],
  ]);
}

const text = (value: string): string => concat([head(TEXT, value.length), toUtf8Bytes(value)]);

/** A data item's head: its type and, up to 255, its value or length. */
function head(type: number, value: number): string {
  return value < 24
    ? toBeHex((type << 5) | value, 1)
    : concat([toBeHex((type << 5) | 24, 1), toBeHex(value, 1)]);
}
