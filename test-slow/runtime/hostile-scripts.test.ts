import { expect } from "chai";
import { Outcome } from "../../protocol/outcome.ts";
import { type Attacks, scriptOf } from "./support/attacks.ts";
import { Neighbourhood } from "./support/neighbourhood.ts";
import { realmAttacks } from "./support/realm-attacks.ts";
import { resourceAttacks } from "./support/resource-attacks.ts";

const FUEL = 200_000_000n;

const suites = {
  "that want time and memory": resourceAttacks,
  "that turn on the SDK beside them": realmAttacks,
};

describe("runtime: hostile scripts", () => {
  let neighbourhood: Neighbourhood;
  before(() => {
    neighbourhood = new Neighbourhood();
  });
  after(() => neighbourhood.close());

  for (const [kind, attacks] of Object.entries(suites)) {
    describe(kind, () => {
      for (const { what, code, outcome } of listOf(attacks)) {
        it(`${what}: ${outcome}, while other calls go on`, async () => {
          const script = { kind: "js", bytes: scriptOf({ run: code }) } as const;
          const execution = await neighbourhood.runBeside(script, FUEL);
          expect(execution.outcome).to.equal(Outcome[outcome]);
        });
      }
    });
  }

  describe("whose top-level code does the same", () => {
    for (const { what, code } of [...listOf(realmAttacks), ...listOf(resourceAttacks)]) {
      it(`${what}: an outcome or an error of ours, and the same again`, async () => {
        const top = `(() => { try { (() => { ${code} })(); } catch {} })()`;
        const script = { kind: "js", bytes: scriptOf({ top, run: "return 1;" }) } as const;
        const fate = await neighbourhood.refusalOf(script, FUEL);
        expect(await neighbourhood.refusalOf(script, FUEL)).to.equal(fate);
      });
    }
  });
});

function listOf(attacks: Attacks): { what: string; code: string; outcome: keyof Attacks }[] {
  return Object.entries(attacks).flatMap(([outcome, codes]) =>
    Object.entries(codes).map(([what, code]) => ({ what, code, outcome: outcome as keyof Attacks })),
  );
}
