import { expect } from "chai";
import type { CaseResult } from "../../bench/runtime/case.ts";
import { fuelRows, millionFuel } from "../../bench/runtime/fuel.ts";
import { leastOf, type Timing, timeInTurn } from "../../bench/runtime/sampling.ts";
import { workloads } from "../../bench/runtime/workloads.ts";

function caseOf(wasm: Timing, fuel: bigint, quickjs?: Timing): CaseResult {
  const [workload] = workloads;
  if (!workload) throw new Error("there are workloads");
  const warm = { metered: wasm, ...(quickjs && { quickjs }) };
  return { label: "a", workload, size: 1, warm, first: {}, fuel: { wasm: fuel, quickjs: fuel } };
}

describe("benchmark of the runtime", () => {
  it("refuses columns that do different work", () => {
    expect(() => timeInTurn({ one: () => 1, other: () => 2 })).to.throw();
  });

  it("keeps the least of each column over its passes", () => {
    expect(leastOf({}, { one: 2, other: 3 })).to.deep.equal({ one: 2, other: 3 });
    expect(leastOf({ one: 1, other: 4 }, { one: 2, other: 3 })).to.deep.equal({ one: 1, other: 3 });
  });

  it("says what a million fuel takes where there is such a column", () => {
    expect(millionFuel(caseOf(2, 4_000_000n))).to.deep.equal({ wasm: 0.5 });
  });

  it("spreads over all workloads and both engines", () => {
    const results = [caseOf(2, 2_000_000n), caseOf(2, 1_000_000n, 5)];
    const [least, most, spread] = fuelRows(results);
    expect([least?.value, most?.value, spread?.value]).to.deep.equal([1, 5, 5]);
  });
});
