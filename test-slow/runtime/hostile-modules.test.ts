import { expect } from "chai";
import { limits } from "../../runtime/limits.ts";
import { attacks } from "./support/hostile-modules.ts";
import { Neighbourhood } from "./support/neighbourhood.ts";
import { refusals } from "./support/refused-modules.ts";

/** Less than memory at its limit costs, and far more than any frame or loop needs to show what it is. */
const FUEL = 15_000_000n;

describe("runtime: hostile modules", () => {
  let neighbourhood: Neighbourhood;
  before(() => {
    neighbourhood = new Neighbourhood();
  });
  after(() => neighbourhood.close());

  for (const [what, [bytes, outcome]] of Object.entries(attacks)) {
    it(`${what}: outcome ${outcome}, while other calls go on`, async () => {
      const execution = await neighbourhood.runBeside({ kind: "wasm", bytes: bytes() }, FUEL);
      expect(execution.outcome).to.equal(outcome);
    });
  }

  for (const [what, [bytes, code]] of Object.entries(refusals)) {
    it(`${what}: ${code}, while other calls go on`, async () => {
      const artefact = { kind: "wasm", bytes: bytes() } as const;
      expect(artefact.bytes.length <= limits.artefactBytes).to.equal(true);
      expect(await neighbourhood.refusalOf(artefact, FUEL)).to.equal(code);
    });
  }
});
