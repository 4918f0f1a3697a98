import { itBalances } from "../../test/functions/support/random-moves.ts";

describe("ledger, for long", () => {
  for (const seed of [1, 2, 3, 4]) itBalances({ seed, steps: 100 });
});
