import { expect } from "chai";
import { catalogue } from "../../bench/faults/catalogue.ts";
import { runFaults } from "../../bench/faults/run.ts";

/** Another one every day: what fails says which it was, and `npm run bench -- faults --seed` runs it again. */
const SEED = Math.floor(Date.now() / 86_400_000);

describe("A slice of the scoreboard of faults", () => {
  it(`survives two faults of every family (seed ${SEED})`, async () => {
    const options = { seed: SEED, only: undefined, share: 0, most: 2, worlds: 2, nodes: ["anvil"] as const };
    const board = await runFaults(catalogue, { ...options, progress: () => undefined });
    expect(board.failures).to.deep.equal([]);
    const [injected, survived] = board.totals();
    expect(injected?.value).to.be.at.least(2 * catalogue.length - 3);
    expect(survived?.value).to.equal(injected?.value);
  });
});
