import { itBalances } from "./support/random-moves.ts";

describe("ledger", () => {
  // test-slow/functions/ledger.test.ts goes on for longer.
  for (const seed of [8, 11]) itBalances({ seed, steps: 40 });
});
