// Trials that do not feel those before them.

import { type Trial, trial } from "./load.ts";
import { openSite, type Site } from "./site.ts";

/** A relay that has just started is slow until its code is compiled. */
const WARM_UP = { rate: 50, seconds: 4 };

/**
 * Trials one after the other, at a fresh site after each that was too fast. The router keeps the slots of as many requests as
 * ever waited at once, and anvil hashes all of a contract's slots for each block: after a backlog of a thousand
 * it takes twice as long for everything, which no chain does that keeps its state in a trie.
 */
export function trialsOnFreshSites() {
  let site: Site | undefined;
  return { run, close };

  async function run(rate: number, seconds: number): Promise<Trial> {
    site ??= await openWarmSite();
    const result = await trial(rate, seconds, site);
    if (!result.held) await close();
    return result;
  }

  async function close(): Promise<void> {
    const used = site;
    site = undefined;
    try {
      await used?.finish();
    } finally {
      await used?.close();
    }
  }
}

async function openWarmSite(): Promise<Site> {
  const site = await openSite();
  await trial(WARM_UP.rate, WARM_UP.seconds, site);
  return site;
}
