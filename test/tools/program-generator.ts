import { expect } from "chai";
import { ByteReader } from "../../runtime/rewriter/byte-reader.ts";
import { readInstruction } from "../../runtime/rewriter/instruction-reader.ts";
import { parseModule, SectionId } from "../../runtime/rewriter/module.ts";
import { opcodes } from "../../runtime/rewriter/opcodes.ts";
import { generateProgram } from "../../tools/wasm/program-generator.ts";

/** Enough that the rarest instruction is among them. */
const PROGRAMS = 200;

describe("generated programs", () => {
  const programs = Array.from({ length: PROGRAMS }, (_, index) => generateProgram(BigInt(index + 1)).bytes);

  it("are valid", () => {
    const invalid = programs.flatMap((bytes, index) => (WebAssembly.validate(bytes) ? [] : [index + 1]));
    expect(invalid).to.deep.equal([]);
  });

  it("use every instruction that a guest may", () => {
    const used = new Set(programs.flatMap(instructionsOf));
    const unused = [...opcodes.values()].map(({ name }) => name).filter((name) => !used.has(name));
    expect(unused).to.deep.equal([]);
  });

  it("are the same for a seed, and others for another", () => {
    const [first, second] = programs;
    expect(generateProgram(1n).bytes).to.deep.equal(first);
    expect(second).to.not.deep.equal(first);
  });
});

function instructionsOf(bytes: Uint8Array): string[] {
  const code = parseModule(bytes).sections.get(SectionId.code);
  if (!code) throw new Error("there is code");
  const reader = new ByteReader(code);
  return reader.vector(() => namesIn(reader.sub(reader.u32()))).flat();
}

function namesIn(body: ByteReader): string[] {
  body.vector(() => [body.u32(), body.u8()]);
  const names: string[] = [];
  while (!body.done) names.push(readInstruction(body).name);
  return names;
}
