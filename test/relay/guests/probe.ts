import { defineFunction, revert } from "../../../functions/sdk/index.ts";

/** Ends in every way that a function can end. */
export default defineFunction(
  [
    "error TooBig(uint256 n)",
    "function double(uint256 n) view returns (uint256)",
    "function spin() view",
    "function echo(bytes data) view returns (bytes)",
  ],
  {
    double(n) {
      if (n > 1_000_000n) throw revert("TooBig", [n]);
      return n * 2n;
    },
    spin() {
      for (;;);
    },
    echo: (data) => data,
  },
);
