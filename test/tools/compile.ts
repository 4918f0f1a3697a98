import { createRequire } from "node:module";
import { expect } from "chai";
import type { Compiler, CompilerInput, CompilerOutput } from "hardhat/types/solidity";
import { SharingCompiler, shareOut } from "../../tools/compile/sharing-compiler.ts";

const solc = createRequire(import.meta.url)("solc") as { compile(input: string): string };

const OUTPUTS = ["abi", "evm.bytecode", "evm.deployedBytecode", "evm.methodIdentifiers", "metadata"];

/** A compiler in this process, which remembers what it was asked. */
class RecordingCompiler implements Compiler {
  readonly version = "0.8.34";
  readonly longVersion = "0.8.34";
  readonly compilerPath = "";
  readonly isSolcJs = true;
  readonly inputs: CompilerInput[] = [];

  async compile(input: CompilerInput): Promise<CompilerOutput> {
    this.inputs.push(input);
    return JSON.parse(solc.compile(JSON.stringify(input))) as CompilerOutput;
  }
}

describe("A compile that is shared out", () => {
  it("gives what one process gives", async () => {
    const input = projectOf(13);
    const [one, several] = [new RecordingCompiler(), new RecordingCompiler()];
    const whole = await one.compile(input);
    expect(await new SharingCompiler(several, 2).compile(input)).to.deep.equal(whole);
    expect(several.inputs).to.have.length(2);
    expect(whole.contracts?.["C0.sol"]?.C0?.evm?.bytecode?.object).not.to.equal("");
  }).timeout(60_000);

  it("asks for each file's code once", () => {
    const parts = shareOut(projectOf(20), 3).map((part) => Object.keys(part.settings.outputSelection));
    expect(parts).to.have.length(3);
    expect(parts.flat().sort()).to.deep.equal(Object.keys(projectOf(20).sources).sort());
    expect(parts.map(({ length }) => length)).to.deep.equal([8, 7, 6]);
  });

  it("is not shared out where there is little to do, or one processor", () => {
    const [few, many] = [projectOf(11), projectOf(30)];
    expect(shareOut(few, 2)).to.deep.equal([few]);
    expect(shareOut(many, 1)).to.deep.equal([many]);
  });

  it("tells an error once", async () => {
    const input = projectOf(13);
    input.sources["C3.sol"] = { content: "contract C3 { Missing m; }" };
    const { errors = [] } = await new SharingCompiler(new RecordingCompiler(), 2).compile(input);
    expect(errors.filter(({ severity }) => severity === "error").map(({ type }) => type)).to.deep.equal([
      "DeclarationError",
    ]);
  }).timeout(60_000);
});

/** Contracts that make one another, on an interface. */
function projectOf(contracts: number): CompilerInput {
  const head = "// SPDX-License-Identifier: MIT\npragma solidity ^0.8.28;\n";
  const own = Array.from({ length: contracts }, (_, number) => {
    const next = number + 1 < contracts ? `C${number + 1}` : undefined;
    const imported = next === undefined ? "" : `import {${next}} from "./${next}.sol";\n`;
    const made = next === undefined ? "address(0)" : `address(new ${next}())`;
    const body = `function made() external returns (address) { return ${made}; }`;
    const content = `${head}${imported}import {I} from "./I.sol";\ncontract C${number} is I { ${body} }\n`;
    return [`C${number}.sol`, { content }] as const;
  });
  return {
    language: "Solidity",
    sources: Object.fromEntries([
      ["I.sol", { content: `${head}interface I { function made() external returns (address); }\n` }],
      ...own,
    ]),
    settings: {
      optimizer: { enabled: true, runs: 200 },
      evmVersion: "cancun",
      outputSelection: { "*": { "": ["ast"], "*": OUTPUTS } },
    },
  };
}
