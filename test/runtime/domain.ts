import { expect } from "chai";
import { id, isHexString, keccak256 } from "ethers";
import { executionDomainOf } from "../../protocol/execution-domain.ts";
import { executionDomain, executionDomainParts } from "../../runtime/domain.ts";
import { limits, limitsText } from "../../runtime/limits.ts";
import { prelude } from "../../runtime/prelude.ts";
import { engineBytes } from "../../runtime/quickjs/engine.ts";
import { ByteReader } from "../../runtime/rewriter/byte-reader.ts";
import { charges, costOf, costTableText, movesOf } from "../../runtime/rewriter/cost-table.ts";
import { readInstruction } from "../../runtime/rewriter/instruction-reader.ts";
import { parseModule, SectionId } from "../../runtime/rewriter/module.ts";
import { opcodes } from "../../runtime/rewriter/opcodes.ts";

describe("runtime: the execution domain", () => {
  it("is the hash of its parts", async () => {
    const parts = await executionDomainParts();
    expect(await executionDomain()).to.equal(executionDomainOf(parts));
    expect(parts.engineHash).to.equal(keccak256(await engineBytes()));
    expect(parts.preludeHash).to.equal(id(await prelude()));
    expect(Object.values(parts).filter((part) => isHexString(part, 32))).to.have.length(4);
  });

  it("pins the weight of every opcode and every other charge", () => {
    const lines = costTableText().split("\n");
    expect(lines).to.have.length(opcodes.size + Object.keys(charges).length);
    for (const { name } of opcodes.values()) {
      expect(lines).to.include(`${name} ${costOf(name)} ${movesOf(name)}`);
    }
  });

  it("pins every limit", () => {
    expect(limitsText().split("\n")).to.have.length(Object.keys(limits).length);
    expect(limitsText()).to.include(`memoryPages ${limits.memoryPages}`);
  });

  it("holds an engine without instructions whose state a snapshot lacks", async () => {
    const unsaved = [
      "memory.init",
      "data.drop",
      "table.set",
      "table.fill",
      "table.copy",
      "table.init",
      "table.grow",
      "elem.drop",
    ];
    const used = await usedOpcodes();
    for (const name of unsaved) {
      expect(used.has(name), name).to.equal(false);
    }
    expect(used.has("memory.copy")).to.equal(true);
  });
});

async function usedOpcodes(): Promise<Set<string>> {
  const reader = new ByteReader(
    parseModule(await engineBytes()).sections.get(SectionId.code) ?? new Uint8Array(),
  );
  const names = new Set<string>();
  reader.vector(() => {
    const body = reader.sub(reader.u32());
    body.vector(() => [body.u32(), body.u8()]);
    while (!body.done) names.add(readInstruction(body).name);
  });
  return names;
}
