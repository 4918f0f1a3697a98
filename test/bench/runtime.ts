import { expect } from "chai";
import type { CaseResult } from "../../bench/runtime/case.ts";
import { fuelRows, millionFuel } from "../../bench/runtime/fuel.ts";
import { ratio, type Timing, timeInTurn } from "../../bench/runtime/sampling.ts";
import { workloads } from "../../bench/runtime/workloads.ts";

const timing = (...rounds: number[]): Timing => ({ median: rounds[1] ?? Number.NaN, rounds });

function caseOf(wasm: Timing, fuel: bigint, quickjs?: Timing): CaseResult {
  const [workload] = workloads;
  if (!workload) throw new Error("there are workloads");
  const warm = { metered: wasm, ...(quickjs && { quickjs }) };
  return { label: "a", workload, size: 1, warm, first: {}, fuel: { wasm: fuel, quickjs: fuel } };
}

describe("benchmark of the runtime", () => {
  it("compares columns round by round", () => {
    expect(ratio(timing(1, 20, 9), timing(1, 10, 3))).to.equal(2);
  });

  it("refuses columns that do different work", () => {
    expect(() => timeInTurn({ one: () => 1, other: () => 2 })).to.throw();
  });

  it("says what a million fuel takes where there is such a column", () => {
    expect(millionFuel(caseOf(timing(1, 2, 3), 4_000_000n))).to.deep.equal({ wasm: 0.5 });
  });

  it("spreads over all workloads and both engines", () => {
    const results = [
      caseOf(timing(1, 2, 3), 2_000_000n),
      caseOf(timing(1, 2, 3), 1_000_000n, timing(3, 5, 7)),
    ];
    const [least, most, spread] = fuelRows(results);
    expect([least?.value, most?.value, spread?.value]).to.deep.equal([1, 5, 5]);
  });
});
