import { itBalances } from "./support/random-moves.ts";

describe("ledger", () => {
  // test-slow/functions/ledger.test.ts goes on for longer.
  for (const seed of [2, 9]) itBalances({ seed, steps: 30 });
});
