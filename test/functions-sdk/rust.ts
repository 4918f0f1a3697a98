import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { Interface } from "ethers";
import hre from "hardhat";
import { artefactOf, rustSamples } from "../../functions/rust/samples.ts";
import { Outcome } from "../../protocol/outcome.ts";
import { limits } from "../../runtime/limits.ts";
import { createRuntime, type LoadedFunction, type Runtime } from "../../runtime/runtime.ts";
import { sampleContext } from "../runtime/helpers/gauntlet.ts";

/** The committed sample in Rust; test-slow/functions builds it anew and compares it with AssemblyScript's. */

const [PRIMES = ""] = rustSamples;
const ERRORS = ["error MalformedCalldata()", "error UnknownEndpoint(bytes4)", "error Panic(uint256)"];

describe("a function in Rust", () => {
  let runtime: Runtime;
  let primes: LoadedFunction;
  let abi: Interface;

  before(async () => {
    runtime = createRuntime();
    primes = await runtime.load({ kind: "wasm", bytes: await readFile(artefactOf(PRIMES)) });
    abi = new Interface([...primes.abi, ...ERRORS]);
  });
  after(() => runtime.close());

  const send = (calldata: string) =>
    runtime.call(primes, {
      calldata,
      context: sampleContext,
      fuelLimit: limits.callFuel,
      maxResultBytes: 64,
    });

  const read = async (endpoint: string, limit: number): Promise<unknown> => {
    const { outcome, result } = await send(abi.encodeFunctionData(endpoint, [limit]));
    expect(outcome).to.equal(Outcome.Success);
    return abi.decodeFunctionResult(endpoint, result)[0];
  };

  const reverted = async (calldata: string): Promise<unknown[]> => {
    const { outcome, result } = await send(calldata);
    expect(outcome).to.equal(Outcome.Revert);
    const error = abi.parseError(result);
    return [error?.name, ...(error?.args ?? [])];
  };

  it("announces the same interface that Solidity has", async () => {
    const solidity = new Interface((await hre.artifacts.readArtifact("IPrimes")).abi);
    expect(signatures(new Interface(primes.abi))).to.have.members(signatures(solidity));
  });

  it("counts primes, in the memory it has and in more", async () => {
    const counts = [0, 0, 0, 1, 2, 2, 3, 3, 4, 4, 4, 4, 5];
    for (const [limit, count] of [...counts.entries(), [10_000, 1229]] as const) {
      expect(await read("countPrimes", limit)).to.equal(BigInt(count));
      expect(await read("countPrimesByDivision", limit)).to.equal(BigInt(count));
    }
    expect(await read("countPrimes", 1_000_000)).to.equal(78_498n);
    expect(await read("countPrimes", 10)).to.equal(4n);
  });

  it("reverts on calldata that its interface cannot hold", async () => {
    const calldata = abi.encodeFunctionData("countPrimes", [2n ** 32n - 1n]);
    const selector = calldata.slice(0, 10);
    for (const malformed of ["0x", "0x123456", selector, calldata.slice(0, -2)]) {
      expect(await reverted(malformed)).to.deep.equal(["MalformedCalldata"]);
    }
    for (const number of [2n ** 32n, 2n ** 64n, 2n ** 255n]) {
      const word = number.toString(16).padStart(64, "0");
      expect(await reverted(selector + word)).to.deep.equal(["MalformedCalldata"]);
    }
    expect(await reverted("0x12345678")).to.deep.equal(["UnknownEndpoint", "0x12345678"]);
  });

  it("reverts with Solidity's Panic where memory ends", async () => {
    const calldata = abi.encodeFunctionData("countPrimes", [2n ** 32n - 1n]);
    expect(await reverted(calldata)).to.deep.equal(["Panic", 0x41n]);
  });
});

function signatures(abi: Interface): string[] {
  return abi.fragments.map((fragment) => fragment.format("full"));
}
