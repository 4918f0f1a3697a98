import { defineFunction, revert } from "../../../functions/sdk/index.ts";

/** What hostile and clumsy functions do, one endpoint each. */

let calls = 0n;

export default defineFunction(
  [
    "error NotFound(uint256 id, string what)",
    "struct Report { uint256 timestamp; bytes32 commitment; address consumer; uint256 functionId; uint256 version; string mode; }",
    "function spin(uint256 rounds) pure returns (uint256)",
    "function forever() pure",
    "function hoard() pure returns (uint256)",
    "function descend(uint256 depth) pure returns (uint256)",
    "function echo(bytes data) pure returns (bytes)",
    "function fill(uint256 length) pure returns (bytes)",
    "function missing(uint256 id) view",
    "function broken(string message) view",
    "function unknownError() view",
    "function shard() view",
    "function count() returns (uint256)",
    "function poison() returns (uint256)",
    "function now() view returns (uint256)",
    "function calendar() view returns (string today, int256 offset, uint256 local)",
    "function report() view returns (Report)",
    "function dice() view returns (uint256[3])",
    "function chatter(uint256 lines, string line) view",
    "function later(uint256 value) view returns (uint256)",
    "function never() view returns (uint256)",
    "function nan(uint64 bits) pure returns (uint64)",
    "function forge() pure returns (uint8)",
  ],
  {
    spin(rounds) {
      let sum = 0;
      for (let round = 0; round < Number(rounds); round++) sum += round;
      return sum;
    },
    forever() {
      for (;;);
    },
    hoard() {
      const kept: Uint8Array[] = [];
      for (;;) kept.push(new Uint8Array(1_000_000).fill(kept.length));
    },
    descend: (depth) => descend(depth),
    echo: (data) => data,
    fill: (length) => `0x${"ab".repeat(Number(length))}`,
    missing(id) {
      throw revert("NotFound", [id, "token"]);
    },
    broken(message) {
      throw new Error(message);
    },
    unknownError() {
      throw revert("NotInTheAbi", []);
    },
    shard() {
      throw new Error("half a \ud83d");
    },
    count() {
      calls += 1n;
      return calls;
    },
    poison() {
      calls += 1000n;
      Math.random = () => 4;
      Array.prototype.map = () => [];
      (globalThis as { leftBehind?: boolean }).leftBehind = true;
      return calls;
    },
    now: () => Date.now(),
    calendar: () => [
      new Date().toString(),
      new Date().getTimezoneOffset(),
      new Date(2024, 6, 1, 12).getTime(),
    ],
    report({ timestamp, commitment, consumer, functionId, version, mode }) {
      return { timestamp, commitment, consumer, functionId, version, mode };
    },
    dice: () => [roll(), roll(), roll()],
    chatter(lines, line) {
      for (let index = 0; index < Number(lines); index++) console.log(line, index);
    },
    async later(value) {
      await Promise.resolve();
      return value + 1n;
    },
    never: () => new Promise(() => undefined),
    forge: () => 256n,
    nan(bits) {
      const view = new DataView(new ArrayBuffer(8));
      view.setBigUint64(0, bits);
      view.setFloat64(0, -view.getFloat64(0));
      return view.getBigUint64(0);
    },
  },
);

function descend(depth: bigint): bigint {
  return depth === 0n ? 0n : 1n + descend(depth - 1n);
}

function roll(): number {
  return Math.floor(Math.random() * 2 ** 32);
}
