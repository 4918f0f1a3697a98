// A node with everything deployed, a relay at it, requests to send it and an eye on what becomes of them.

import { LOCAL_CHAIN_ID } from "../../protocol/local-chain.ts";
import { IFunctionRouter__factory } from "../../types/index.js";
import { Journeys } from "./journeys.ts";
import type { Load } from "./load.ts";
import { type RelayProcess, startRelay } from "./relay-process.ts";
import { Supply } from "./supply.ts";
import { openSocket, type Wire } from "./wire.ts";
import { openWorld, type World } from "./world.ts";

export interface Site extends Load {
  readonly world: World;
  readonly relay: RelayProcess;
  /** @throws unless each request was settled once, its callback with it, and the relay ends well. */
  finish(): Promise<void>;
  /** Ends what runs, whatever it does. */
  close(): Promise<void>;
}

export async function openSite(): Promise<Site> {
  const world = await openWorld();
  const opened: (() => void)[] = [];
  const close = async () => {
    for (const end of opened) end();
    await world.close();
  };
  try {
    const wire = await openSocket(world.socket);
    opened.push(() => wire.close());
    const journeys = await watchRouter(world, wire);
    const relay = await startRelay(world);
    opened.push(() => relay.kill());
    const supply = new Supply(world.accounts, LOCAL_CHAIN_ID);
    const finish = async () => {
      journeys.check();
      await relay.stop();
    };
    return { world, wire, journeys, relay, supply, finish, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Opens a site for `work`, and ends it after. */
export async function withSite<Result>(work: (site: Site) => Promise<Result>): Promise<Result> {
  const site = await openSite();
  try {
    const result = await work(site);
    await site.finish();
    return result;
  } finally {
    await site.close();
  }
}

function watchRouter({ router }: World, wire: Wire): Promise<Journeys> {
  const abi = IFunctionRouter__factory.createInterface();
  const topic = (name: "Requested" | "Settled" | "CallbackFailed") => abi.getEvent(name).topicHash;
  const topics = { begin: topic("Requested"), end: topic("Settled"), failure: topic("CallbackFailed") };
  return Journeys.watch(wire, [router], topics);
}
