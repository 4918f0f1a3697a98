import { readFile } from "node:fs/promises";
import { expect } from "chai";
import { Interface } from "ethers";
import hre from "hardhat";
import { generateBindings } from "../../functions/assemblyscript/bindings.ts";
import { bindingsFor } from "../../functions/assemblyscript/compile.ts";
import { withCustomSection } from "../../functions/assemblyscript/custom-section.ts";
import { buildFunction } from "../../functions/build.ts";
import { failure } from "../runtime/helpers/errors.ts";

/** The bindings of functions in AssemblyScript; test-slow/functions compiles and runs them. */

const FUNCTIONS = new URL("../../functions/", import.meta.url);

describe("AssemblyScript bindings", () => {
  for (const [folder, contract] of [
    ["primes", "IPrimes"],
    ["merkle", "IMerkle"],
  ] as const) {
    it(`of ${folder} implement ${contract}`, async () => {
      const { fragments } = await bindingsFor(new URL(`${folder}/assembly/index.ts`, FUNCTIONS).pathname);
      const { abi } = await hre.artifacts.readArtifact(contract);
      expect(signatures(fragments)).to.have.members(signatures(abi));
    });
  }

  it("of merkle are the file that is committed", async () => {
    const { types } = await bindingsFor(new URL("merkle/assembly/index.ts", FUNCTIONS).pathname);
    expect(await readFile(new URL("merkle/assembly/abi.generated.ts", FUNCTIONS), "utf8")).to.equal(types);
  });

  it("are the same from fragments and from a compiled artifact", async () => {
    const fragments = JSON.parse(await readFile(new URL("merkle/assembly/abi.json", FUNCTIONS), "utf8"));
    const compiled = generateBindings(await hre.artifacts.readArtifact("IMerkle"), "./index");
    const written = generateBindings(fragments, "./index");
    expect(blocks(compiled.types)).to.have.members(blocks(written.types));
  });

  it("name structs that have no name after where they stand", () => {
    const { types } = generateBindings(
      ["function move((int8 x, int8 y) by) returns (bool, bytes)"],
      "./index",
    );
    const classes = [...types.matchAll(/^export class (\w+)/gm)].map(([, name]) => name);
    expect(classes).to.deep.equal(["MoveBy", "MoveResult"]);
  });

  const refused: readonly [what: string, fragments: readonly string[]][] = [
    ["an ABI without a function", ["error Nothing()"]],
    ["a fragment that is none", ["function ("]],
    ["a static type over the limit of calldata", ["function f(uint256[100000] a)"]],
  ];
  for (const [what, fragments] of refused) {
    it(`refuse ${what}`, () => {
      expect(() => generateBindings(fragments, "./index")).to.throw(Error);
    });
  }

  it("name the file when the ABI is missing", async () => {
    const { figures } = await failure("ALT_GUEST_SYNTAX", () => buildFunction("absent/assembly/index.ts"));
    expect(figures.file).to.equal("abi.json");
  });
});

describe("a module's custom section", () => {
  it("is found by name, whatever its length", () => {
    const empty = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    for (const length of [0, 100, 200, 20_000]) {
      const module = new WebAssembly.Module(withCustomSection(empty, "abi", "x".repeat(length)));
      const [section] = WebAssembly.Module.customSections(module, "abi");
      expect(section?.byteLength).to.equal(length);
    }
  });
});

function signatures(abi: ConstructorParameters<typeof Interface>[0]): string[] {
  return new Interface(abi).fragments.map((fragment) => fragment.format("sighash"));
}

function blocks(source: string): string[] {
  return source.split(/\n(?=export |\/\*\*)/);
}
