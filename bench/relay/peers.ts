import { measureTestnet, type Peer, type PeerPlan } from "./chainlink/index.ts";
import { AT_ONCE, type Peers } from "./rows.ts";

type Say = (text: string) => void;

/** Its looks at the chain come 4 s apart as shipped. */
const SHIPPED = { pollingMs: 0, atOnce: 0 };
const FAST = { pollingMs: 10, atOnce: AT_ONCE };

export async function measurePeers(quick: boolean, say: Say): Promise<Peers> {
  say("Chainlink's test network, as shipped");
  const shipped = await attempt({ ...SHIPPED, requests: quick ? 1 : 5 }, say);
  say("Chainlink's test network, polled every 10 ms");
  const fast = await attempt({ ...FAST, requests: quick ? 5 : 20 }, say);
  return { shipped, fast };
}

/** It does not run everywhere, which is no failure of ours. */
async function attempt(plan: PeerPlan, say: Say): Promise<Peer | undefined> {
  try {
    return await measureTestnet(plan);
  } catch (error) {
    say(`It does not run here: ${(error as Error).message}`);
    return undefined;
  }
}
