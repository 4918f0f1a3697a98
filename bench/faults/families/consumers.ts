import { burnt, doubled } from "../cases.ts";
import type { Family } from "../fault.ts";

/** Consumers that do their worst in the callback. */
export const consumers: Family = {
  name: "consumer",
  nodes: ["anvil", "hardhat"],
  faults: () => [
    {
      name: "burns all its callback gas",
      times: 20,
      inject: async (world, random) => {
        const cases = Array.from({ length: 4 + random.below(8) }, () => random.pick([burnt, burnt, doubled]));
        return { asked: await world.ask(cases), over: performance.now() };
      },
    },
  ],
};
