import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseAbiParameters } from "abitype";
import { expect } from "chai";
import { AbiCoder, concat, hexlify, keccak256, toBeHex } from "ethers";
import type { Parameter } from "../../functions/assemblyscript/interface.ts";
import { buildFunction } from "../../functions/build.ts";
import { Outcome } from "../../protocol/outcome.ts";
import { parseModule } from "../../runtime/rewriter/module.ts";
import { createRuntime, type Runtime } from "../../runtime/runtime.ts";
import {
  ethersType,
  generator,
  malformed,
  positional,
  randomType,
  randomValue,
} from "../../test/functions-sdk/support/random-abi.ts";
import { failure } from "../../test/runtime/helpers/errors.ts";
import { sampleContext } from "../../test/runtime/helpers/gauntlet.ts";
import { profiled } from "../../test/runtime/helpers/profiled.ts";
import { type Loaded, loadModule } from "./loaded.ts";

/** Functions in AssemblyScript, compiled and run by the metered runtime. */

const ROOT = new URL("../../", import.meta.url);
const GUEST = fileURLToPath(new URL("test-slow/functions/assembly/index.ts", ROOT));
const FUEL = 1_000_000_000n;

describe("functions in AssemblyScript", () => {
  let runtime: Runtime;
  let folder: string;

  before(async () => {
    runtime = createRuntime();
    folder = await mkdtemp(join(tmpdir(), "althing-assemblyscript-"));
  });
  after(async () => {
    await runtime.close();
    await rm(folder, { recursive: true, force: true });
  });

  /** Builds and loads a function. */
  async function loaded(entryFile: string): Promise<Loaded> {
    return loadModule(runtime, (await buildFunction(entryFile)).bytes);
  }

  describe("the SDK", () => {
    let guest: Loaded;

    before(async () => {
      guest = await loaded(GUEST);
    });

    it("knows the call's context", async () => {
      const { mode, ...rest } = sampleContext;
      const [report] = await guest.read("report");
      const { isUpdate, version, ...given } = report.toObject();
      expect({ ...given, version: Number(version) }).to.deep.equal(rest);
      expect(isUpdate).to.equal(mode === "update");
    });

    it("reverts with the ABI's errors, and with Error(string) for any other", async () => {
      const { abi, reverted } = guest;
      const refusal = abi.encodeFunctionData("refuse", [5n, "grüße"]);
      expect(await reverted(refusal)).to.deep.equal(["Refused", 5n, "grüße"]);
      expect(await reverted(abi.encodeFunctionData("broken", ["no rune"]))).to.deep.equal([
        "Error",
        "no rune",
      ]);
      const [name] = await reverted(abi.encodeFunctionData("outOfRange", [3]));
      expect(name).to.equal("Error");
      expect(await guest.read("outOfRange", 2)).to.deep.equal([3n]);
    });

    it("reverts on a result that does not fit its type", async () => {
      expect(await guest.read("unfit", 2 ** 24 - 1)).to.deep.equal([2n ** 24n - 1n]);
      const [name] = await guest.reverted(guest.abi.encodeFunctionData("unfit", [2 ** 24]));
      expect(name).to.equal("Error");
    });

    it("refuses an unknown selector, and calldata without one", async () => {
      expect(await guest.reverted("0x12345678ff")).to.deep.equal(["UnknownEndpoint", "0x12345678"]);
      expect(await guest.reverted("0x123456")).to.deep.equal(["MalformedCalldata"]);
    });

    it("hashes as ethers does, at every length around the block's", async () => {
      for (const length of [0, 1, 31, 32, 135, 136, 137, 271, 272, 1000]) {
        const data = hexlify(Uint8Array.from({ length }, (_, index) => index));
        expect(await guest.read("hash", data)).to.deep.equal([keccak256(data)]);
      }
    });

    it("computes with 256 bits as bigint does", async () => {
      const random = generator(7);
      const draw = () => randomValue(random, { type: `uint${8 * (1 + random(32))}` }) as bigint;
      const pairs = Array.from({ length: 60 }, () => [draw(), draw() + 1n] as const);
      const top = 2n ** 256n - 1n;
      for (const [a, b] of [...pairs, [top, top], [top, 1n], [0n, top], [2n ** 64n, 2n ** 128n]] as const) {
        const [sum, difference, product] = [a + b, a - b, a * b].map((value) => BigInt.asUintN(256, value));
        const expected = [sum, difference, product, a / b, a % b, String(a)];
        expect(await guest.read("arithmetic", a, b)).to.deep.equal(expected);
        const by = random(300);
        expect(await guest.read("shifted", a, by)).to.deep.equal([
          BigInt.asUintN(256, a << BigInt(by)),
          a >> BigInt(by),
        ]);
      }
    });

    it("computes with signed numbers too", async () => {
      const lowest = -(2n ** 255n);
      for (const [a, b] of [
        [-7n, 2n],
        [7n, -2n],
        [-7n, -2n],
        [lowest, 1n],
        [2n ** 200n, -(2n ** 100n)],
      ] as const) {
        const wrapped = [a + b, a * b].map((value) => BigInt.asIntN(256, value));
        expect(await guest.read("signed", a, b)).to.deep.equal([...wrapped, a / b, a < b, String(a)]);
      }
    });

    it("draws the same numbers in the same request", async () => {
      const [[zero, digit, wide], fraction] = await guest.read("draws");
      expect(zero).to.equal(0n);
      expect(digit < 10n && wide > 10n).to.equal(true);
      expect(Number(fraction)).to.be.within(0, 1);
      expect(await guest.read("draws")).to.deep.equal([[zero, digit, wide], fraction]);
    });

    it("logs", async () => {
      const { logs } = await guest.send(guest.abi.encodeFunctionData("shout", ["hei þing"]));
      expect(logs).to.deep.equal(["hei þing", "twice 2.0"]);
    });
  });

  describe("the codec", () => {
    it("agrees with ethers on 300 random values of 30 random types, there and back", async () => {
      const random = generator(20_260_102);
      const types = Array.from({ length: 30 }, () =>
        ["a", "b", "c"].map((name) => ({ ...randomType(random, 2), name })),
      );
      const { abi, send } = await loaded(await writeEchoes(types));
      for (let round = 0; round < 300; round++) {
        const components = types[round % types.length] ?? [];
        const name = `echo${round % types.length}`;
        const value = positional(randomValue(random, { type: "tuple", components }));
        const encoded = AbiCoder.defaultAbiCoder().encode(
          [ethersType({ type: "tuple", components })],
          [value],
        );
        const { outcome, result } = await send(concat([abi.getFunction(name)?.selector ?? "0x", encoded]));
        expect(outcome).to.equal(Outcome.Success);
        expect(result).to.equal(encoded);
      }
    });

    it("refuses what Solidity's decoder refuses", async () => {
      const types = malformed.map(([, parameters]) => parseAbiParameters(parameters) as readonly Parameter[]);
      const { abi, reverted } = await loaded(await writeTakers(types));
      for (const [index, [, , words]] of malformed.entries()) {
        const selector = abi.getFunction(`take${index}`)?.selector ?? "0x";
        const calldata = concat([selector, ...words.map((word) => toBeHex(word, 32))]);
        expect(await reverted(calldata)).to.deep.equal(["MalformedCalldata"]);
      }
    });

    /** A function with an endpoint for each struct that gives it back. */
    async function writeEchoes(structs: readonly (readonly Parameter[])[]): Promise<string> {
      const abi = structs.map((components, index) => {
        const value = { type: "tuple", name: "value", internalType: `struct Echo${index}`, components };
        return {
          type: "function",
          name: `echo${index}`,
          inputs: [value],
          outputs: [value],
          stateMutability: "view",
        };
      });
      const endpoints = structs.map(
        (_, index) => `export function echo${index}(value: t.Echo${index}): t.Echo${index} { return value; }`,
      );
      return write("echoes", abi, ['import * as t from "./abi.generated";', ...endpoints]);
    }

    /** A function with an endpoint for each list of parameters, which it ignores. */
    async function writeTakers(lists: readonly (readonly Parameter[])[]): Promise<string> {
      const abi = lists.map((inputs, index) => ({
        type: "function",
        name: `take${index}`,
        inputs,
        outputs: [],
        stateMutability: "view",
      }));
      const endpoints = lists.map((inputs, index) => {
        const parameters = inputs.map(({ name }, place) => `T${place}, ${name}`.split(", "));
        const generics = parameters.map(([type]) => type).join(", ");
        return `export function take${index}<${generics}>(${parameters.map(([type, name]) => `${name}: ${type}`).join(", ")}): void {}`;
      });
      return write("takers", abi, endpoints);
    }

    async function write(name: string, abi: unknown, lines: readonly string[]): Promise<string> {
      const assembly = join(folder, name, "assembly");
      await mkdir(assembly, { recursive: true });
      await writeFile(join(assembly, "abi.json"), JSON.stringify(abi));
      await writeFile(join(assembly, "index.ts"), lines.join("\n"));
      return join(assembly, "index.ts");
    }
  });

  describe("the samples", () => {
    it("count primes", async () => {
      const { read } = await loaded(sample("primes"));
      for (const [limit, count] of [
        [0, 0n],
        [2, 0n],
        [3, 1n],
        [4, 2n],
        [9, 4n],
        [26, 9n],
        [10_000, 1229n],
      ]) {
        expect(await read("countPrimes", limit)).to.deep.equal([count]);
        expect(await read("countPrimesByDivision", limit)).to.deep.equal([count]);
      }
      expect(await read("countPrimes", 5_000_000)).to.deep.equal([348_513n]);
    });

    it("build Merkle trees as OpenZeppelin's StandardMerkleTree does", async () => {
      const { read } = await loaded(sample("merkle"));
      const random = generator(3);
      for (const length of [1, 2, 3, 6, 7, 200]) {
        const claims = Array.from({ length }, () => [
          randomValue(random, { type: "address" }),
          randomValue(random, { type: "uint256" }),
        ]);
        const [root] = await read("root", claims);
        expect(root).to.equal(rootOf(claims.map(leafOf)));
        const index = random(length);
        const [proof] = await read("proof", claims, index);
        expect(proof.reduce(hashPair, leafOf(claims[index] ?? []))).to.equal(root);
      }
    });

    it("refuse a list without claims, and a claim that is not there", async () => {
      const { abi, reverted } = await loaded(sample("merkle"));
      expect(await reverted(abi.encodeFunctionData("root", [[]]))).to.deep.equal(["EmptyList"]);
      const beyond = abi.encodeFunctionData("proof", [[[`0x${"11".repeat(20)}`, 1n]], 1]);
      expect(await reverted(beyond)).to.deep.equal(["NoSuchClaim", 1n, 1n]);
    });
  });

  describe("builds", () => {
    it("are the same bytes wherever the sources are", async () => {
      await cp(join(sample("merkle"), ".."), join(folder, "elsewhere/assembly"), { recursive: true });
      const there = await buildFunction(join(folder, "elsewhere/assembly/index.ts"));
      expect(there).to.deep.equal(await buildFunction(sample("merkle")));
    });

    it("keep the names of functions for a profile, and leave them out of what is published", async () => {
      const built = await buildFunction(sample("merkle"));
      if (built.kind !== "wasm") throw new TypeError("AssemblyScript becomes WebAssembly");
      const [published, named] = [parseModule(built.bytes), parseModule(built.named)];
      expect(published.nameSection).to.equal(undefined);
      expect(named.sections).to.deep.equal(published.sections);
      const { abi } = await loaded(sample("merkle"));
      const call = {
        calldata: abi.encodeFunctionData("root", [[[`0x${"11".repeat(20)}`, 1n]]]),
        context: sampleContext,
        fuelLimit: FUEL,
        maxResultBytes: 32,
      };
      const { execution, find } = await profiled(runtime, { kind: "wasm", bytes: built.named }, call);
      expect(execution.fuelUsed).to.equal((await runtime.call(await runtime.load(built), call)).fuelUsed);
      expect(find("index/treeOf").calls).to.equal(1);
    });

    it("name the place of a fault", async () => {
      await cp(join(sample("primes"), ".."), join(folder, "faulty/assembly"), { recursive: true });
      const file = join(folder, "faulty/assembly/index.ts");
      await writeFile(file, "export function countPrimes(limit: u32): u32 {\n  return absent;\n}\n");
      const { figures } = await failure("ALT_GUEST_SYNTAX", () => buildFunction(file));
      expect(figures.file).to.equal("index.ts:2:9");
    });

    it("name the interface where it declares what the entry does not export", async () => {
      await cp(join(sample("primes"), ".."), join(folder, "partial/assembly"), { recursive: true });
      const file = join(folder, "partial/assembly/index.ts");
      await writeFile(file, "export function countPrimes(limit: u32): u32 {\n  return limit;\n}\n");
      const { figures } = await failure("ALT_GUEST_SYNTAX", () => buildFunction(file));
      expect(figures.file).to.equal("abi.json");
    });
  });
});

function sample(name: string): string {
  return fileURLToPath(new URL(`functions/${name}/assembly/index.ts`, ROOT));
}

function leafOf(claim: readonly unknown[]): string {
  return keccak256(keccak256(AbiCoder.defaultAbiCoder().encode(["address", "uint256"], claim)));
}

function hashPair(a: string, b: string): string {
  return keccak256(concat([a, b].sort()));
}

/** The tree as a queue: the smallest leaves are hashed first, and what they give waits behind the rest. */
function rootOf(leaves: readonly string[]): string {
  const nodes = [...leaves].sort();
  while (nodes.length > 1) nodes.push(hashPair(nodes.shift() ?? "", nodes.shift() ?? ""));
  return nodes[0] ?? "";
}
