import { expect } from "chai";
import type { Case } from "../../tools/determinism/case.ts";
import { CaseList } from "../../tools/determinism/case-list.ts";
import { compare, compareWithExpected, outcomesOf } from "../../tools/determinism/comparison.ts";
import { type Observed, observeCase, wholeCall } from "../../tools/determinism/observation.ts";
import { runUnmetered } from "../../tools/determinism/oracle.ts";
import { Subjects } from "../../tools/determinism/subject.ts";
import { generateProgram } from "../../tools/wasm/program-generator.ts";

/** A seed whose program returns, stores to memory, and can be reset. */
const SEED = 5n;
const FUEL_POINTS = 3;

describe("determinism", () => {
  const { bytes } = generateProgram(SEED);
  const [one, subjects] = caseOf(bytes);
  const observed = observeCase(subjects.get(0), one, false);

  it("runs a program with plenty of fuel, at points below what it needs, and with exactly that", () => {
    const { fuelUsed = "" } = observed.observations[0] ?? {};
    const outcomes = observed.observations.map(({ outcome }) => outcome);
    expect(outcomes).to.deep.equal(["Success", ...Array(FUEL_POINTS + 1).fill("OutOfFuel"), "Success"]);
    expect(observed.observations.at(-2)).to.have.property("fuelLimit", `${BigInt(fuelUsed) - 1n}`);
    expect(observed.observations.at(-1)).to.have.property("fuelLimit", fuelUsed);
  });

  it("finds nothing in a used instance that a fresh one has not", () => {
    const pooled = observeCase(subjects.get(0), one, true);
    expect(pooled.inUsedInstance).to.equal(observed.observations.length);
    expect(compare("pooled", [observed], [pooled])).to.deep.include({
      differences: [],
      runs: FUEL_POINTS + 3,
    });
  });

  it("finds nothing without a meter that it has not under one", () => {
    // Without a meter it would otherwise go on for ever.
    expect(observed.observations[0]).to.have.property("outcome", "Success");
    const expected = runUnmetered(bytes, wholeCall(one));
    if (!expected) throw new Error("it ends");
    expect(compareWithExpected([{ ...observed, expected }])).to.deep.include({ differences: [], runs: 1 });
  });

  it("says why an artefact did not load", () => {
    const { observations } = observeCase("trapped", one, false);
    expect(observations.map(({ outcome }) => outcome)).to.deep.equal(["not loaded: trapped"]);
  });

  for (const [what, change] of [
    ["outcome", { outcome: "Trap" }],
    ["result", { result: "00" }],
    ["fuel", { fuelUsed: "1" }],
    ["log", { logs: ["one more"] }],
    ["memory", { memory: "another" }],
    ["global", { globals: "1" }],
  ] as const) {
    it(`finds another ${what} in one run`, () => {
      const { differences } = compare("other", [observed], [changed(observed, change)]);
      expect(differences.map(({ name }) => name)).to.deep.equal([one.name]);
    });
  }

  it("finds a run and a program that are missing, and a run too many", () => {
    const [first, ...rest] = observed.observations;
    if (!first) throw new Error("there are runs");
    const less = { ...observed, observations: rest.slice(0, -1) };
    const more = { ...observed, observations: [...observed.observations, first] };
    expect(compare("other", [observed], []).differences).to.have.length(FUEL_POINTS + 3);
    expect(compare("other", [observed], [less]).differences).to.not.have.length(0);
    expect(compare("other", [observed], [more]).differences).to.have.length(1);
  });

  for (const change of [{ outcome: "Revert" }, { result: "00" }, { memory: "another" }]) {
    it(`finds that ${Object.keys(change)} is not what was expected`, () => {
      const expected = { outcome: "Success", result: observed.observations[0]?.result ?? "", ...change };
      const { differences } = compareWithExpected([{ ...observed, expected }]);
      expect(differences).to.have.length(1);
    });
  }

  it("counts outcomes", () => {
    expect(outcomesOf([observed])).to.deep.equal({ Success: 2, OutOfFuel: FUEL_POINTS + 1 });
  });
});

function caseOf(bytes: Uint8Array): [Case, Subjects] {
  const list = new CaseList();
  list.add("wasm", bytes, {
    name: "one",
    calldata: "2a".repeat(32),
    fuelPoints: FUEL_POINTS,
    fuelLimit: "200000",
  });
  const [one] = list.cases;
  if (!one) throw new Error("it was added");
  return [one, new Subjects({ engine: "", prelude: "", artefacts: list.artefacts, cases: list.cases })];
}

/** With one run changed, the second. */
function changed(observed: Observed, change: Readonly<Partial<Observed["observations"][number]>>): Observed {
  const observations = observed.observations.map((run, index) => (index === 1 ? { ...run, ...change } : run));
  return { ...observed, observations };
}
