import { usualCases } from "../cases.ts";
import type { Family, Fault } from "../fault.ts";

const SECOND = 1_000;
const DAY = 86_400 * SECOND;
const TIMES = 10;

/** The machine's clock is set while requests are under way, and set right again. */
export const clock: Family = {
  name: "clock",
  nodes: ["anvil", "hardhat"],
  faults: () => [
    step("a day ahead", DAY),
    step("a day back", -DAY),
    step("ten seconds ahead", 10 * SECOND),
    step("ten seconds back", -10 * SECOND),
  ],
};

function step(name: string, offset: number): Fault {
  return {
    name,
    times: TIMES,
    inject: async (world, random) => {
      const first = await world.requests.send([random.pick(usualCases), random.pick(usualCases)]);
      await world.relay.setClock(offset);
      const second = await world.ask([random.pick(usualCases)]);
      // With the wrong clock everything has to be served too.
      await world.untilServed();
      await world.relay.setClock(0);
      const over = performance.now();
      const third = await world.ask([random.pick(usualCases)]);
      return { asked: [...first, ...second, ...third], over };
    },
  };
}
