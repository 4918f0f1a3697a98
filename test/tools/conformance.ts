import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { fail } from "../../protocol/errors.ts";
import { limits } from "../../runtime/limits.ts";
import { ByteWriter } from "../../runtime/rewriter/byte-writer.ts";
import { unsupported } from "../../runtime/rewriter/module.ts";
import { LeftOut, reasonToLeaveOut } from "../../tools/conformance/guest.ts";
import { judge } from "../../tools/conformance/judge.ts";
import { maximumOf } from "../../tools/conformance/memory-maximum.ts";
import type { ActionCommand, Command } from "../../tools/conformance/script.ts";
import { i32, ModuleBuilder } from "../../tools/wasm/module-builder.ts";

const V128 = 0x7b;
const seven = new ByteWriter().u8(0x41).signed(7).bytes();

describe("conformance", () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "conformance-test-"));
    writeFileSync(join(folder, "seven.wasm"), moduleWith([], seven));
    writeFileSync(join(folder, "vector.wasm"), moduleWith([V128], seven));
    writeFileSync(join(folder, "own-global.wasm"), readsItsOwnGlobal());
  });

  after(() => rmSync(folder, { recursive: true }));

  const judged = (...commands: Command[]) => judge({ file: "test", folder, script: { commands } });

  it("passes what the module returns, and nothing else", () => {
    const { passed, failures } = judged(load("seven.wasm"), returns(2, "7"), returns(3, "8"));
    expect([passed, failures.map(({ line }) => line)]).to.deep.equal([1, [3]]);
  });

  it("fails what should trap and does not", () => {
    const { failures } = judged(load("seven.wasm"), { ...returns(2, "7"), type: "assert_trap" });
    expect(failures.map(({ line }) => line)).to.deep.equal([2]);
  });

  it("fails a valid module that should be invalid", () => {
    const { failures } = judged(invalid("seven.wasm"));
    expect(failures.map(({ line }) => line)).to.deep.equal([9]);
  });

  it("leaves out what uses a feature that the runtime refuses, by line and reason", () => {
    const { passed, failures, leftOut } = judged(
      load("vector.wasm"),
      returns(2, "7"),
      invalid("vector.wasm"),
    );
    expect([passed, failures.length]).to.deep.equal([0, 0]);
    expect(leftOut).to.deep.equal([
      { line: 2, reason: "SIMD" },
      { line: 9, reason: "SIMD" },
    ]);
  });

  it("fails a module that is refused for another reason, and all that is asserted of it", () => {
    const { failures, leftOut } = judged(load("own-global.wasm"), returns(2, "7"));
    expect([failures.map(({ line }) => line), leftOut.length]).to.deep.equal([[1, 2], 0]);
  });

  for (const construct of ["more than one memory", "opcode 0xfe (threads and atomics)"]) {
    it(`takes ${construct} for no reason to leave anything out`, () => {
      expect(reasonToLeaveOut(unsupported(construct, 0))).to.equal(undefined);
    });
  }

  it("leaves out larger tables, but no other limit", () => {
    const over = (construct: string) =>
      fail("ALT_GUEST_MODULE_OVER_LIMIT", { construct, count: 2, limit: 1, offset: 0 });
    expect(reasonToLeaveOut(over("table elements"))).to.be.instanceOf(LeftOut);
    expect(reasonToLeaveOut(over("functions"))).to.equal(undefined);
  });

  for (const maximum of [1, 2, 5, limits.memoryPages, 65_536]) {
    it(`finds out that a memory may grow to ${maximum} pages`, () => {
      expect(maximumOf(new WebAssembly.Memory({ initial: 1, maximum }))).to.equal(maximum);
    });
  }
});

/** Exports `run: () -> i32`. */
function moduleWith(locals: readonly number[], code: Uint8Array): Uint8Array {
  const module = new ModuleBuilder();
  module.exportFunction("run", module.addFunction({ params: [], results: [i32] }, locals, code));
  return module.bytes();
}

/** Valid in later versions of WebAssembly only; the runtime refuses it. */
function readsItsOwnGlobal(): Uint8Array {
  const module = new ModuleBuilder();
  module.addGlobal(i32, false, seven);
  module.addGlobal(i32, false, new ByteWriter().u8(0x23).u32(0).bytes());
  return module.bytes();
}

function load(filename: string): Command {
  return { type: "module", line: 1, filename };
}

function returns(line: number, value: string): ActionCommand {
  return {
    type: "assert_return",
    line,
    action: { type: "invoke", field: "run" },
    expected: [{ type: "i32", value }],
  };
}

function invalid(filename: string): Command {
  return { type: "assert_invalid", line: 9, filename, module_type: "binary", text: "" };
}
