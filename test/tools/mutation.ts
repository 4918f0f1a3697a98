import { expect } from "chai";
import { choose, NoSuchMutants } from "../../tools/mutation/choice.ts";
import { KillMemory } from "../../tools/mutation/kill-memory.ts";
import { type Mutant, mutantsOf } from "../../tools/mutation/mutants.ts";
import { isAsAccepted, makeReport } from "../../tools/mutation/report.ts";
import { CompileError, Compiler } from "../../tools/mutation/solidity.ts";
import type { Fate } from "../../tools/mutation/verdict.ts";

const FILE = "contracts/Vault.sol";
// The umlaut: solc counts bytes, not characters.
const SOURCE = `// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

/// @title Büchse
contract Vault {
    uint256 private constant FEE = 5;
    mapping(address => uint256) public held;
    event Moved(address from, address to);
    error VaultShort(uint256 had);

    modifier direct() {
        require(msg.sender == tx.origin);
        _;
    }

    function move(address from, address to, uint256 amount) external direct {
        uint256 had = held[from];
        if (had < amount || to == address(0)) revert VaultShort(had);
        held[from] = had - amount;
        held[to] += amount - FEE;
        emit Moved(from, to);
    }

    function least(uint256[] calldata amounts) external pure returns (uint256 low) {
        low = type(uint256).max;
        for (uint256 i = 0; i < amounts.length; ++i) {
            if (amounts[i] < low) low = amounts[i];
        }
    }
}

function half(uint256 whole) pure returns (uint256 part) {
    assembly ("memory-safe") {
        part := shr(1, whole)
    }
}
`;

describe("mutation check", () => {
  const compiler = new Compiler(process.cwd(), {});
  const sources = new Map([[FILE, SOURCE]]);
  let mutants: readonly Mutant[];

  before(() => {
    const ast = compiler.parse(sources).get(FILE);
    mutants = ast === undefined ? [] : mutantsOf(FILE, SOURCE, ast);
  });

  it("makes each fault that it knows, once", () => {
    expect(mutants.map(({ id }) => id)).to.have.members([
      "Vault.FEE: uint256 private constant FEE = 5 → uint256 private constant FEE = (5 + 1)",
      "Vault.direct: require(msg.sender == tx.origin); → nothing",
      "Vault.direct: msg.sender == tx.origin → msg.sender != tx.origin",
      "Vault.move: direct → nothing",
      "Vault.move: if (had < amount || to == address(0)) revert VaultShort(had) → if (false) revert VaultShort(had)",
      "Vault.move: had < amount || to == address(0) → had < amount",
      "Vault.move: had < amount || to == address(0) → to == address(0)",
      "Vault.move: had < amount → had <= amount",
      "Vault.move: to == address(0) → to != address(0)",
      "Vault.move: address(0) → address((0 + 1))",
      "Vault.move: held[from] = had - amount; → nothing",
      "Vault.move: had - amount → had + amount",
      "Vault.move: held[to] += amount - FEE; → nothing",
      "Vault.move: held[to] += amount - FEE → held[to] -= amount - FEE",
      "Vault.move: amount - FEE → amount + FEE",
      "Vault.move: emit Moved(from, to); → nothing",
      "Vault.move: Moved(from, to) → Moved(to, from)",
      "Vault.least: low = type(uint256).max; → nothing",
      "Vault.least: uint256 i = 0 → uint256 i = (0 + 1)",
      "Vault.least: i < amounts.length → i <= amounts.length",
      "Vault.least: if (amounts[i] < low) low = amounts[i] → if (false) low = amounts[i]",
      "Vault.least: if (amounts[i] < low) low = amounts[i] → if (true) low = amounts[i]",
      "Vault.least: amounts[i] < low → amounts[i] <= low",
      "Vault.half: part := shr(1, whole) → nothing",
      "Vault.half: shr(1, whole) → shl(1, whole)",
      "Vault.half: shr(1, whole) → shr(2, whole)",
    ]);
  });

  it("knows a source that does not compile", () => {
    const faulty = new Map([[FILE, SOURCE.replace("had - amount", "had - ")]]);
    expect(() => compiler.parse(faulty)).to.throw(CompileError);
  });

  it("chooses by file and line, by kind, and a sample of so many", () => {
    const line = mutants.find(({ id }) => id.startsWith("Vault.FEE"))?.line;
    expect(choose(mutants, { places: [`Vault.sol:${line}`] }).map(({ id }) => id)).to.deep.equal([
      "Vault.FEE: uint256 private constant FEE = 5 → uint256 private constant FEE = (5 + 1)",
    ]);
    expect(choose(mutants, { places: ["Vault.sol"] })).to.deep.equal(mutants);
    expect(choose(mutants, { sample: 4 })).to.have.length(4);
    expect(choose(mutants, { sample: 1_000 })).to.deep.equal(mutants);
    expect(choose(mutants, { kinds: ["modifiers"] }).map(({ id }) => id)).to.deep.equal([
      "Vault.move: direct → nothing",
    ]);
    expect(() => choose(mutants, { places: ["ault.sol"] })).to.throw(NoSuchMutants);
    expect(() => choose(mutants, { kinds: ["typos"] })).to.throw(NoSuchMutants);
    const feeAndGuards = { places: [`Vault.sol:${line}`], kinds: ["literals", "modifiers"] };
    expect(choose(mutants, feeAndGuards)).to.have.length(1);
    expect(() => choose(mutants, { ...feeAndGuards, kinds: ["modifiers"] })).to.throw(NoSuchMutants);
  });

  it("begins with the tests that killed in the same function, then in the same file", () => {
    const [fee, ...others] = mutants;
    const [first, second] = others;
    const memory = new KillMemory();
    for (const [mutant, test] of [
      [first, "a"],
      [fee, "b"],
      [first, "c"],
    ] as const) {
      if (mutant !== undefined) memory.add(mutant, test);
    }
    expect(second && memory.likeliest(second)).to.deep.equal(["c", "a", "b"]);
  });

  describe("report", () => {
    const verdict = (index: number, fate: Fate) => {
      const mutant = mutants[index];
      return mutant === undefined ? [] : [{ mutant, ...fate }];
    };
    const idOf = (index: number) => mutants[index]?.id ?? "";
    const killed: Fate = { fate: "killed", by: "a test" };

    function report(reasons: readonly string[], known = mutants.map(({ id }) => id)) {
      const verdicts = [
        ...verdict(0, killed),
        ...verdict(1, { fate: "survived" }),
        ...verdict(2, { fate: "equal" }),
        ...verdict(3, { fate: "invalid" }),
        ...verdict(4, killed),
        ...verdict(5, killed),
      ];
      return makeReport(verdicts, [{ reason: "so be it", mutants: reasons }], new Set(known));
    }

    it("counts what can be told from the original", () => {
      expect(report([])).to.deep.include({ killed: 3, survived: 1, score: 75, equal: 1, invalid: 1 });
    });

    it("accepts survivors that have a reason, and no others", () => {
      expect(isAsAccepted(report([idOf(1)]))).to.equal(true);
      expect(isAsAccepted(report([]))).to.equal(false);
      expect(report([idOf(1)]).survivors[0]?.reason).to.equal("so be it");
    });

    it("fails where an accepted one is killed after all, or gone", () => {
      expect(report([idOf(0), idOf(1)]).stale).to.deep.equal([idOf(0)]);
      expect(report([idOf(1), idOf(7)]).stale).to.deep.equal([]);
      expect(report([idOf(1), idOf(7)], [idOf(1)]).stale).to.deep.equal([idOf(7)]);
    });
  });
});
