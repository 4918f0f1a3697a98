import { expect } from "chai";
import { charges, costOf } from "../../runtime/rewriter/cost-table.ts";
import { ALTERED_EXPORT, FAULT_EXPORT, START_EXPORT } from "../../runtime/rewriter/instrument.ts";
import { programs, sumLoop } from "./helpers/programs.ts";
import { f64, i32, i64, metered, TEST_PAGES, unmetered, type WasmFunction } from "./helpers/wasm.ts";

const PLENTY = 1_000_000n;

describe("runtime: the rewriter keeps a program's meaning", () => {
  for (const { title, source, inputs } of programs) {
    it(title, () => {
      const instrumented = metered(source);
      const original = unmetered(source).run as WasmFunction;
      for (const input of inputs) {
        const { result, trapped, depth } = instrumented.run("run", input, PLENTY);
        expect({ result, trapped }).to.deep.equal(plainRun(original, input));
        if (!trapped) expect(depth).to.equal(10_000n);
      }
    });
  }
});

describe("runtime: fuel", () => {
  it("charges each instruction once, and the entry", () => {
    const { run } = metered({ functions: [{ name: "run", results: [i32], code: [0x41, 6, 0x41, 7, 0x6c] }] });
    const expected = charges.functionEntry + 2 * costOf("i32.const") + costOf("i32.mul");
    expect(PLENTY - run("run", [], PLENTY).left).to.equal(BigInt(expected));
  });

  it("charges an empty function and an empty loop", () => {
    const { run } = metered({
      functions: [
        { name: "nothing", code: [] },
        { name: "forever", code: [0x03, 0x40, 0x0c, 0, 0x0b] },
      ],
    });
    expect(PLENTY - run("nothing", [], PLENTY).left > 0n).to.equal(true);
    const { trapped, left } = run("forever", [], PLENTY);
    expect(trapped).to.equal(true);
    expect(left < 0n).to.equal(true);
  });

  it("charges long runs of instructions without weight, and large frames", () => {
    const used = (code: readonly number[], locals: readonly number[] = []) => {
      const { run } = metered({ functions: [{ name: "run", locals, code }] });
      return PLENTY - run("run", [], PLENTY).left;
    };
    const least = BigInt(charges.functionEntry);
    const units = 1000n / BigInt(charges.movesPerUnit);
    expect(used([])).to.equal(least);
    expect(used(Array.from({ length: 500 }, () => [0x41, 1, 0x1a]).flat())).to.equal(least + units);
    expect(
      used(
        [],
        Array.from({ length: 1000 }, () => i64),
      ),
    ).to.equal(least + units);
  });

  it("charges the values that calls, blocks and branches pass on", () => {
    const results = Array.from({ length: 40 }, () => i32);
    const values = results.flatMap(() => [0x41, 1]);
    const drops = results.map(() => 0x1a);
    const pass = { results, code: values };
    const used = (code: readonly number[]) => {
      const { run } = metered({ functions: [{ name: "run", code: [...code, ...drops] }, pass] });
      return PLENTY - run("run", [], PLENTY).left;
    };
    const handed = BigInt(results.length / charges.movesPerUnit);
    const plain = used(values);
    expect(used([0x02, 1, ...values, 0x0b])).to.equal(plain + handed);
    expect(used([0x02, 1, ...values, 0x0c, 0, 0x0b])).to.equal(plain + handed + BigInt(costOf("br")));
    // Once by the call, and in the function called its constants and their return.
    const callee = BigInt(charges.functionEntry) + 2n * handed;
    expect(used([0x10, 1])).to.equal(plain + callee + BigInt(costOf("call")));
  });

  it("grows by the same amount with every time round a loop", () => {
    const { run } = metered(sumLoop.source);
    const used = [1, 2, 3, 1000].map((rounds) => PLENTY - run("run", [rounds], PLENTY).left);
    const [one = 0n, two = 0n, three = 0n, thousand = 0n] = used;
    expect(two - one > 0n).to.equal(true);
    expect(three - two).to.equal(two - one);
    expect(thousand).to.equal(one + 999n * (two - one));
  });

  for (const { title, source, inputs } of programs) {
    it(`is exact to the unit: ${title}`, () => {
      const { run } = metered(source);
      const input = inputs[1] ?? [];
      const needed = PLENTY - run("run", input, PLENTY).left;
      expect(run("run", input, needed)).to.deep.include({ trapped: false, left: 0n });
      for (let fuel = needed - 1n; fuel >= 0n && fuel > needed - 40n; fuel--) {
        expect(run("run", input, fuel).left < 0n, `with ${fuel} of ${needed}`).to.equal(true);
      }
    });
  }

  it("charges only the branch that is taken", () => {
    const step = [0x41, 1, 0x45, 0x1a];
    const long = Array.from({ length: 50 }, () => step).flat();
    const code = [0x20, 0, 0x04, 0x40, ...long, 0x05, ...step, 0x0b];
    const { run } = metered({ functions: [{ name: "run", params: [i32], code }] });
    const [taken, other] = [1, 0].map((flag) => PLENTY - run("run", [flag], PLENTY).left);
    const moves = Math.floor(101 / charges.movesPerUnit);
    expect(taken).to.equal((other ?? 0n) + BigInt(49 * costOf("i32.eqz") + moves));
  });

  it("looks at it soon, however dear the functions are that one function calls in turn", () => {
    const divide = {
      params: [i64],
      code: Array.from({ length: 400 }, () => [0x42, 7, 0x20, 0, 0x80, 0x1a]).flat(),
    };
    const code = Array.from({ length: 1000 }, () => [0x42, 3, 0x10, 1]).flat();
    const { run } = metered({ functions: [{ name: "run", code }, divide] });
    const { trapped, left } = run("run", [], 50_000n);
    expect(trapped).to.equal(true);
    expect(left > -20_000n).to.equal(true);
  });

  it("charges bulk operations by their length, before they run", () => {
    const code = [0x41, 0, 0x41, 1, 0x20, 0, 0xfc, 11, 0];
    const { run } = metered({ functions: [{ name: "run", params: [i32], code }], memory: [1] });
    const [none = 0n, whole = 0n] = [0, 65_536].map((length) => PLENTY - run("run", [length], PLENTY).left);
    expect(whole - none).to.equal(BigInt(65_536 >> charges.bulkShift) * BigInt(charges.bulkUnit));
    expect(run("run", [-1], PLENTY).left < 0n).to.equal(true);
  });
});

describe("runtime: fuel of table operations", () => {
  const length = [0x41, 0, 0x41, 0, 0x20, 0];
  const operations = { "table.copy": [...length, 0xfc, 14, 0, 0], "table.init": [...length, 0xfc, 12, 0, 0] };
  for (const [name, code] of Object.entries(operations)) {
    it(`charges ${name} by the element, before it runs`, () => {
      const { run } = metered({ functions: [{ name: "run", params: [i32], code }], table: [0, 0, 0] });
      const none = PLENTY - run("run", [0], PLENTY).left;
      const three = none + BigInt(3 * charges.tableElement);
      expect(run("run", [3], three - 1n).left < 0n).to.equal(true);
      // It has the fuel, but an active segment was dropped when the instance was made.
      expect(run("run", [3], three)).to.deep.include(
        name === "table.copy" ? { trapped: false, left: 0n } : { trapped: true, left: three },
      );
      expect(run("run", [-1], PLENTY).left < 0n).to.equal(true);
    });
  }
});

describe("runtime: memory, depth and NaNs", () => {
  const grow = { functions: [{ name: "run", params: [i32], results: [i32], code: [0x20, 0, 0x40, 0] }] };

  it("lets memory grow up to the limit, by the page, and no further", () => {
    const { run } = metered({ ...grow, memory: [1] });
    const grown = run("run", [TEST_PAGES - 1], PLENTY);
    expect(grown.result).to.equal(1);
    expect(PLENTY - grown.left > BigInt((TEST_PAGES - 1) * charges.grownPage)).to.equal(true);
    const refused = run("run", [1], PLENTY);
    expect(refused.result).to.equal(-1);
    expect(PLENTY - refused.left < BigInt(charges.grownPage)).to.equal(true);
  });

  it("keeps a module's own, lower maximum", () => {
    const { run } = metered({ ...grow, memory: [1, 3] });
    expect(run("run", [2], PLENTY).result).to.equal(1);
    expect(run("run", [1], PLENTY).result).to.equal(-1);
  });

  it("does not take a page without the fuel for it", () => {
    const { run, exports } = metered({ ...grow, memory: [1] });
    expect(run("run", [5], 10n)).to.deep.include({ trapped: true });
    expect(run("run", [0], PLENTY).result).to.equal(1);
    expect((exports[FAULT_EXPORT] as WebAssembly.Global).value).to.equal(0);
  });

  it("stops recursion at the same depth every time, long before V8 does", () => {
    const descend = { name: "run", params: [i32], results: [i32], code: [0x20, 0, 0x41, 1, 0x6a, 0x10, 0] };
    const runs = [1, 2, 3].map(() => metered({ functions: [descend] }).run("run", [0], PLENTY));
    for (const { trapped, depth, left } of runs) {
      expect(trapped).to.equal(true);
      expect(depth < 0n).to.equal(true);
      expect(left).to.equal(runs[0]?.left);
    }
  });

  it("takes a frame's locals into account", () => {
    const locals = Array.from({ length: 500 }, () => i64);
    const slim = { name: "slim", code: [0x10, 0] };
    const wide = { name: "wide", locals, code: [0x10, 1] };
    const { run } = metered({ functions: [slim, wide] });
    const frames = (name: string, moves: number) => {
      const each = charges.functionEntry + costOf("call") + Math.floor(moves / charges.movesPerUnit);
      return (PLENTY - run(name, [], PLENTY).left) / BigInt(each);
    };
    expect(frames("slim", 0) > 50n * frames("wide", locals.length)).to.equal(true);
  });

  it("makes what arithmetic leaves open canonical, and negates it afterwards", () => {
    const code = [0x20, 0, 0xbf, 0x20, 1, 0xbf, 0xa0, 0x9a, 0xbd];
    const source = { functions: [{ name: "run", params: [i64, i64], results: [i64], code }] };
    const payloads = [0x7ff8000000000001n, 0xfff0000000000123n, 0x7fffffffffffffffn];
    for (const bits of payloads) {
      const { result } = metered(source).run("run", [bits, 0n], PLENTY);
      expect(BigInt.asUintN(64, result as bigint)).to.equal(0xfff8000000000000n);
      expect(BigInt.asUintN(64, (unmetered(source).run as WasmFunction)(bits, 0n) as bigint)).not.to.equal(
        0xfff8000000000000n,
      );
    }
  });

  it("stores the one NaN, and leaves numbers alone", () => {
    const code = [0x41, 0, 0x20, 0, 0x9f, 0x39, 3, 0, 0x41, 0, 0x29, 3, 0];
    const { run } = metered({
      functions: [{ name: "run", params: [f64], results: [i64], code }],
      memory: [1],
    });
    expect(run("run", [-4], PLENTY).result).to.equal(0x7ff8000000000000n);
    expect(run("run", [4], PLENTY).result).to.equal(0x4000000000000000n);
  });
});

/** Copies the table's first element onto its second. */
const tableCopy = [0x41, 1, 0x41, 0, 0x41, 1, 0xfc, 14, 0, 0];

describe("runtime: what the rewriter adds", () => {
  it("keeps the start function for the host to run, metered", () => {
    const source = {
      functions: [{ code: [0x41, 5, 0x24, 0] }, { name: "run", results: [i32], code: [0x23, 0] }],
      globals: [1],
      start: 0,
    };
    const { exports, run } = metered(source);
    expect(run("run", [], PLENTY).result).to.equal(1);
    expect(run(START_EXPORT, [], PLENTY).left < PLENTY).to.equal(true);
    expect(run("run", [], PLENTY).result).to.equal(5);
    expect(exports).to.have.property("althing:global:0");
  });

  it("tells when the table is no longer what it was", () => {
    const change = { name: "change", params: [i32], code: [0x20, 0, 0x04, 0x40, ...tableCopy, 0x0b] };
    const { exports, run } = metered({ functions: [change], table: [0, 0] });
    const altered = exports[ALTERED_EXPORT] as WebAssembly.Global;
    run("change", [0], PLENTY);
    expect(altered.value).to.equal(0);
    run("change", [1], PLENTY);
    expect(altered.value).to.equal(1);
  });
});

function plainRun(run: WasmFunction, input: readonly (number | bigint)[]) {
  try {
    return { result: run(...input), trapped: false };
  } catch {
    return { result: undefined, trapped: true };
  }
}
