import { cp, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect } from "chai";
import { toBeHex } from "ethers";
import { buildFunction } from "../../functions/build.ts";
import { compileRust, findCompiler, isPinned, type RustCompiler } from "../../functions/rust/compiler.ts";
import { artefactOf, rustSamples } from "../../functions/rust/samples.ts";
import { createRuntime, type Runtime } from "../../runtime/runtime.ts";
import { sampleContext } from "../../test/runtime/helpers/gauntlet.ts";
import { type Loaded, loadModule } from "./loaded.ts";

/** Functions in Rust, compiled where there is a compiler for them (docs/rust.md), and run by the metered runtime. */

const FUNCTIONS = fileURLToPath(new URL("../../functions", import.meta.url));
const GUEST = fileURLToPath(new URL("rust/guest.rs", import.meta.url));

const compiler = await findCompiler();

const pinned = compiler && isPinned(compiler) ? compiler : undefined;

/** The suite, or one line that says why it is left out. */
function suiteWith(needed: RustCompiler | undefined, what: string): Mocha.PendingSuiteFunction {
  if (needed) return describe;
  console.log(`Left out: functions in Rust, as there is no ${what} (docs/rust.md)`);
  return describe.skip;
}

describe("functions in Rust", () => {
  let runtime: Runtime;
  let guest: Loaded;

  before(async () => {
    runtime = createRuntime();
    if (compiler) guest = await loadModule(runtime, await compileRust(compiler, GUEST));
  });
  after(() => runtime.close());

  it("give the same results as the same interface in AssemblyScript", async () => {
    const [sample = ""] = rustSamples;
    const rust = await loadModule(runtime, await readFile(artefactOf(sample)));
    const other = await loadModule(
      runtime,
      (await buildFunction(join(FUNCTIONS, "primes/assembly/index.ts"))).bytes,
    );
    const limits = [...Array(60).keys(), 2 ** 16 - 1, 2 ** 17 + 1, 5_000_000];
    for (const limit of limits) {
      expect(await rust.read("countPrimes", limit)).to.deep.equal(await other.read("countPrimes", limit));
      const few = limit % 200_000;
      expect(await rust.read("countPrimesByDivision", few)).to.deep.equal(
        await other.read("countPrimesByDivision", few),
      );
    }
    for (const calldata of ["0x", "0x12345678", `${rust.abi.getFunction("countPrimes")?.selector}01`]) {
      const { fuelUsed: _, peakMemoryBytes: __, ...execution } = await rust.send(calldata);
      expect(await other.send(calldata)).to.deep.include(execution);
    }
  });

  suiteWith(pinned, "rustc as pinned")("are reproducible", () => {
    for (const sample of rustSamples) {
      it(`${sample.slice(FUNCTIONS.length + 1)}, in any folder`, async () => {
        const folder = await mkdtemp(join(tmpdir(), "althing-rust-"));
        try {
          await cp(FUNCTIONS, join(folder, "elsewhere"), { recursive: true });
          const moved = sample.replace(FUNCTIONS, join(folder, "elsewhere"));
          for (const source of [sample, moved]) {
            const bytes = pinned && (await compileRust(pinned, source));
            expect(bytes).to.deep.equal(await readFile(artefactOf(sample)));
          }
        } finally {
          await rm(folder, { recursive: true, force: true });
        }
      });
    }
  });

  suiteWith(compiler, "rustc for WebAssembly")("that are built here", () => {
    it("take and give static types, and log", async () => {
      const who = `0x${"ab".repeat(20)}`;
      const calldata = guest.abi.encodeFunctionData("numbers", [2n ** 64n - 1n, true, who]);
      const { result, logs } = await guest.send(calldata);
      const [number, truth, address] = guest.abi.decodeFunctionResult("numbers", result);
      expect([number, truth, String(address).toLowerCase(), logs]).to.deep.equal([
        2n ** 64n - 1n,
        true,
        who,
        ["hei þing"],
      ]);
    });

    it("refuse values that a type cannot hold", async () => {
      const selector = guest.abi.getFunction("numbers")?.selector ?? "";
      for (const words of [
        [2n ** 64n, 0n, 0n],
        [0n, 2n, 0n],
        [0n, 1n, 2n ** 160n],
        [0n, 1n],
      ]) {
        const calldata = selector + words.map((value) => toBeHex(value, 32).slice(2)).join("");
        expect(await guest.reverted(calldata)).to.deep.equal(["MalformedCalldata"]);
      }
    });

    it("know the call's context, and draw from its stream", async () => {
      const { mode, ...rest } = sampleContext;
      const { isUpdate, version, ...given } = guest.abi
        .decodeFunctionResult("context", (await guest.send(guest.abi.encodeFunctionData("context"))).result)
        .toObject();
      expect({ ...given, version: Number(version) }).to.deep.equal(rest);
      expect(isUpdate).to.equal(mode === "update");
      const draws = await guest.read("draws");
      expect(draws[0]).not.to.equal(draws[1]);
      expect(await guest.read("draws")).to.deep.equal(draws);
    });

    it("revert with the ABI's errors, and with Panic(0x01) for a fault of their own", async () => {
      const refusal = guest.abi.encodeFunctionData("refuse", [2n ** 256n - 1n]);
      expect(await guest.reverted(refusal)).to.deep.equal(["Refused", 2n ** 256n - 1n, true]);
      expect(await guest.read("outOfRange", 2)).to.deep.equal([7n]);
      const beyond = guest.abi.encodeFunctionData("outOfRange", [3]);
      expect(await guest.reverted(beyond)).to.deep.equal(["Panic", 1n]);
    });
  });
});
