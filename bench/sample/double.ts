import { defineFunction } from "../../functions/sdk/index.ts";

/** About the smallest function that there can be: what is measured is everything around it. */
export default defineFunction(["function double(uint256 value) pure returns (uint256)"], {
  double: (value) => value * 2n,
});
