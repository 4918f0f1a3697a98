import { expect } from "chai";
import { AbiCoder, concat, hexlify, id, ZeroHash } from "ethers";
import { Outcome } from "../../protocol/outcome.ts";
import { limits } from "../../runtime/limits.ts";
import { charges } from "../../runtime/rewriter/cost-table.ts";
import { ValueType } from "../../runtime/rewriter/emit.ts";
import { createRuntime, type Runtime } from "../../runtime/runtime.ts";
import type { Call } from "../../runtime/types.ts";
import { failure } from "./helpers/errors.ts";
import { sampleContext } from "./helpers/gauntlet.ts";
import { type GuestSource, guest, host, i32, i64, store } from "./helpers/guest.ts";

const CALL: Call = { calldata: "0x", context: sampleContext, fuelLimit: 1_000_000n, maxResultBytes: 1024 };
const EMPTY = 0x40;

describe("runtime: guests in raw WebAssembly", () => {
  let runtime: Runtime;
  const load = (source: GuestSource) => runtime.load({ kind: "wasm", bytes: guest(source) });
  const run = async (call: readonly number[], limits: Partial<Call> = {}, rest: Partial<GuestSource> = {}) =>
    runtime.call(await load({ ...rest, call }), { ...CALL, ...limits });

  before(() => {
    runtime = createRuntime();
  });
  after(() => runtime.close());

  describe("imports", () => {
    it("give the calldata, whole or in parts", async () => {
      const echo = [...i32(16), ...i32(0), ...host.calldata_size, ...host.calldata_copy];
      const whole = [...echo, ...i32(16), ...host.calldata_size, ...host.set_result];
      for (const calldata of ["0x", "0x01", `0x${"ab".repeat(1000)}`]) {
        expect(await run(whole, { calldata })).to.deep.include({
          outcome: Outcome.Success,
          result: calldata,
        });
      }
      const part = [...i32(0), ...i32(1), ...i32(2), ...host.calldata_copy];
      const { result } = await run([...part, ...i32(0), ...i32(3), ...host.set_result], {
        calldata: "0x01020304",
      });
      expect(result).to.equal("0x020300");
    });

    it("give the context as nine ABI words", async () => {
      const context = {
        ...sampleContext,
        functionId: 2n ** 200n + 5n,
        mode: "update" as const,
        prevrandao: id("randao"),
      };
      const types = [
        "bytes32",
        "uint256",
        "uint32",
        "address",
        "address",
        "uint8",
        "uint64",
        "uint64",
        "bytes32",
      ];
      const { commitment, functionId, version, account, consumer, blockNumber, timestamp, prevrandao } =
        context;
      const values = [
        commitment,
        functionId,
        version,
        account,
        consumer,
        1,
        blockNumber,
        timestamp,
        prevrandao,
      ];
      const code = [...i32(64), ...host.context_copy, ...i32(64), ...i32(288), ...host.set_result];
      expect((await run(code, { context })).result).to.equal(
        AbiCoder.defaultAbiCoder().encode(types, values),
      );
    });

    it("give the request's random stream: xoshiro128**, the upper word first", async () => {
      const draw = [...host.random, ...store.i64];
      const two = [...i32(0), ...draw, ...i32(8), ...draw, ...i32(0), ...i32(16), ...host.set_result];
      const commitment = concat(["0x00000001000000020000000300000005", "0x".padEnd(34, "0")]);
      const dice = async (context = { ...sampleContext, commitment }) => (await run(two, { context })).result;
      expect(await dice()).to.equal(littleEndian([...xoshiro([1, 2, 3, 5], 4)]));
      expect(await dice()).to.equal(await dice({ ...sampleContext, commitment, timestamp: 5n }));
      expect(await dice()).not.to.equal(await dice({ ...sampleContext, commitment: ZeroHash }));
    });

    it("log UTF-8, and keep the lines of a call that traps", async () => {
      const text = [...Buffer.from("hé")];
      const write = text.flatMap((byte, at) => [...i32(at), ...i32(byte), 0x3a, 0, 0]);
      const { logs, outcome } = await run([...write, ...i32(0), ...i32(3), ...host.log, 0x00]);
      expect(outcome).to.equal(Outcome.Trap);
      expect(logs[0]).to.equal("hé");
    });

    it("cost fuel by the call and the byte", async () => {
      const used = async (size: number) =>
        (await run([...i32(0), ...i32(size), ...host.set_result])).fuelUsed;
      expect((await used(0)) > BigInt(charges.hostCall)).to.equal(true);
      expect((await used(800)) - (await used(0))).to.equal(100n);
    });

    const outside: Record<string, readonly number[]> = {
      "calldata that is not there": [...i32(0), ...i32(1), ...i32(1), ...host.calldata_copy],
      "calldata to an address past the memory": [...i32(65_536), ...i32(0), ...i32(1), ...host.calldata_copy],
      "calldata of a length that wraps around": [...i32(0), ...i32(1), ...i32(-1), ...host.calldata_copy],
      "a context that would not fit": [...i32(65_536 - 287), ...host.context_copy],
      "a result from past the memory": [...i32(65_535), ...i32(2), ...host.set_result],
      "a result from a negative address": [...i32(-1), ...i32(2), ...host.set_result],
      "a log line from past the memory": [...i32(65_535), ...i32(2), ...host.log],
      "a revert from past the memory": [...i32(65_535), ...i32(2), ...host.revert],
    };
    for (const [what, code] of Object.entries(outside)) {
      it(`trap on ${what}`, async () => {
        const limits = { fuelLimit: 1_000_000_000n, maxResultBytes: 131_072 };
        expect(await run(code, limits)).to.deep.include({
          outcome: Outcome.Trap,
          result: "0x",
          fuelUsed: 1_000_000_000n,
        });
      });
    }
  });

  describe("outcomes", () => {
    it("Success with nothing, if no result was set, and else with the last", async () => {
      expect(await run([])).to.deep.include({ outcome: Outcome.Success, result: "0x", logs: [] });
      const both = [...i32(0), ...i32(5), ...host.set_result, ...i32(0), ...i32(2), ...host.set_result];
      expect((await run(both)).result).to.equal("0x0000");
    });

    it("Revert with the data, and nothing after it runs", async () => {
      const code = [...i32(0), ...i32(4), ...host.revert, 0x00];
      const { fuelUsed, ...execution } = await run(code);
      expect(execution).to.deep.include({ outcome: Outcome.Revert, result: "0x00000000" });
      expect(fuelUsed < 2n * BigInt(charges.hostCall)).to.equal(true);
    });

    it("OutOfFuel at every limit below what it takes, and Success at that", async () => {
      const code = [...i32(0), ...i32(16), ...host.set_result];
      const { fuelUsed } = await run(code);
      for (let fuelLimit = 0n; fuelLimit < fuelUsed; fuelLimit++) {
        const expected = { outcome: Outcome.OutOfFuel, result: "0x", fuelUsed: fuelLimit };
        expect(await run(code, { fuelLimit })).to.deep.include(expected);
      }
      expect(await run(code, { fuelLimit: fuelUsed })).to.deep.include({
        outcome: Outcome.Success,
        fuelUsed,
      });
    });

    it("Trap for a result over the request's limit, and not for one of it", async () => {
      const code = [...i32(0), ...i32(32), ...host.set_result];
      expect((await run(code, { maxResultBytes: 32 })).outcome).to.equal(Outcome.Success);
      expect((await run(code, { maxResultBytes: 31 })).outcome).to.equal(Outcome.Trap);
    });

    it("Trap for recursion without end", async () => {
      const recurse = [0x10, Object.keys(host).length];
      const { outcome } = await run(recurse, { fuelLimit: 100_000_000n });
      expect(outcome).to.equal(Outcome.Trap);
    });
  });

  describe("the start function", () => {
    it("runs once, and calls begin with what it left: memory, its size, and globals", async () => {
      const globals = [{ type: ValueType.i64, init: i64(1) }];
      const start = [...i32(8), ...i32(77), ...store.i32, ...i64(9), 0x24, 0, ...i32(2), 0x40, 0, 0x1a];
      const bump = [0x23, 0, ...i64(1), 0x7c, 0x24, 0];
      const show = [...i32(0), 0x23, 0, ...store.i64, ...i32(12), 0x3f, 0, ...store.i32];
      const fn = await load({
        start,
        globals,
        call: [...bump, ...show, ...i32(0), ...i32(16), ...host.set_result],
      });
      const results = await Promise.all([1, 2, 3].map(() => runtime.call(fn, CALL)));
      for (const { result } of results) expect(result).to.equal("0x0a000000000000004d00000003000000");
    });

    const noCall: Record<string, readonly number[]> = {
      calldata_size: [...host.calldata_size, 0x1a],
      calldata_copy: [...i32(0), ...i32(0), ...i32(0), ...host.calldata_copy],
      context_copy: [...i32(0), ...host.context_copy],
      random: [...host.random, 0x1a],
      set_result: [...i32(0), ...i32(0), ...host.set_result],
      revert: [...i32(0), ...i32(0), ...host.revert],
    };
    for (const [name, start] of Object.entries(noCall)) {
      it(`may not use ${name}`, () =>
        failure("ALT_GUEST_INITIALISATION_FAILED", () => load({ start, call: [] })));
    }

    it("has a fuel cap of its own", async () => {
      const start = [0x03, EMPTY, 0x0c, 0, 0x0b];
      const { figures } = await failure("ALT_GUEST_INITIALISATION_OUT_OF_FUEL", () =>
        load({ start, call: [] }),
      );
      expect(figures.limit).to.equal(limits.initialisationFuel);
    });

    it("may not leave more than operators keep", () => {
      const start = [...i32(0), ...i32(7), ...i32(140 * 65_536), 0xfc, 11, 0];
      return failure("ALT_GUEST_INITIALISATION_FAILED", () => load({ start, call: [], memory: 140 }));
    });

    it("may not leave a NaN in a global", () => {
      const globals = [{ type: ValueType.f64, init: [0x44, 0, 0, 0, 0, 0, 0, 0, 0] }];
      const start = [0x23, 0, 0x23, 0, 0xa3, 0x24, 0];
      return failure("ALT_GUEST_INITIALISATION_FAILED", () => load({ start, globals, call: [] }));
    });
  });

  describe("modules", () => {
    it("announce their ABI in a section of their own, or none", async () => {
      const abi = ["function f(uint256) view returns (uint256)"];
      expect((await load({ call: [], abi: JSON.stringify(abi) })).abi).to.deep.equal(abi);
      expect((await load({ call: [0x01] })).abi).to.deep.equal([]);
    });

    for (const abi of ["{", "[1]", '{"abi":[]}']) {
      it(`are refused with ${abi} for an ABI`, () =>
        failure("ALT_GUEST_INITIALISATION_FAILED", () => load({ call: [], abi })));
    }

    it("are refused with an import that the host does not offer, by name and offset", async () => {
      const type = { params: [], results: [] };
      for (const [module, name] of [
        ["env", "abort"],
        ["althing", "toString"],
        ["althing", "random"],
      ] as const) {
        const source = { call: [], imports: [{ module, name, type }] };
        const { figures } = await failure("ALT_GUEST_IMPORT_REFUSED", () => load(source));
        expect(figures.name).to.equal(`${module}.${name}`);
        expect(guest(source)[Number(figures.offset)]).to.equal(module.length);
      }
    });

    it("are refused without `call` or memory", async () => {
      const bytes = guest({ call: [] });
      const renamed = (name: string) => {
        const at = Buffer.from(bytes).lastIndexOf(name);
        return bytes.with(at, 0x5f);
      };
      for (const name of ["call", "memory"]) {
        const load = () => runtime.load({ kind: "wasm", bytes: renamed(name) });
        expect((await failure("ALT_GUEST_EXPORT_MISSING", load)).figures.name).to.equal(name);
      }
    });

    it("are refused if they are none, or ask for too much memory", async () => {
      const text = new TextEncoder().encode("althing.define()");
      await failure("ALT_RUNTIME_MALFORMED_MODULE", () => runtime.load({ kind: "wasm", bytes: text }));
      await failure("ALT_GUEST_MEMORY_OVER_LIMIT", () => load({ call: [], memory: limits.memoryPages + 1 }));
    });
  });
});

/** The reference implementation, in the order in which the words come. */
function* xoshiro(seed: readonly [number, number, number, number], count: number): Generator<number> {
  const s = Uint32Array.from(seed) as unknown as [number, number, number, number];
  const rotl = (x: number, k: number) => (x << k) | (x >>> (32 - k));
  for (let drawn = 0; drawn < count; drawn++) {
    yield Math.imul(rotl(Math.imul(s[1], 5), 7), 9) >>> 0;
    const t = s[1] << 9;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= t;
    s[3] = rotl(s[3], 11);
  }
}

/** Pairs of words as little-endian 64-bit integers, the first word of each in the upper half. */
function littleEndian(words: readonly number[]): string {
  const bytes = Buffer.alloc(words.length * 4);
  for (const [index, word] of words.entries()) bytes.writeUInt32LE(word, (index ^ 1) * 4);
  return hexlify(bytes);
}
