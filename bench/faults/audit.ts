// Whether the chain tells of a run what it tells of an undisturbed one: read off its events, never off the relay.

import type { EventLog, JsonRpcProvider } from "ethers";
import { unpackVerdict } from "../../protocol/receipt.ts";
import type { ChainControl } from "./chain-control.ts";
import type { Deployment } from "./deployment.ts";
import type { Asked } from "./requests.ts";

/** How a request ended, but for what gas cost. */
export interface Ended {
  readonly ending: "settled" | "expired";
  readonly outcome: number;
  readonly fuelUsed: bigint;
  /** Wei: the charge without what was reimbursed for gas. */
  readonly fees: bigint;
  /** What the consumer wrote down of it; 0 where nothing reached it. */
  readonly answer: string;
  readonly callbackFailed: boolean;
}

/** What the accounts held before requests were made. */
export interface Books {
  readonly block: number;
  readonly balance: bigint;
}

export function auditor(
  { router, recorder, payer, operator }: Deployment,
  provider: JsonRpcProvider,
  chain: ChainControl,
) {
  return { open, faultsOf, endings, isQuiet };

  async function open(): Promise<Books> {
    const [block, { balance }] = await Promise.all([chain.blockNumber(), router.accountOf(payer)]);
    return { block, balance };
  }

  /** Whether no request waits on chain. */
  async function isQuiet(): Promise<boolean> {
    return (await router.accountOf(payer)).live === 0n;
  }

  async function endings(asked: Asked, { block }: Books): Promise<Ended[]> {
    return endingsOf(asked, await eventsSince(block));
  }

  /** What is wrong, in words; nothing where all survived. */
  async function faultsOf(
    asked: readonly Asked[],
    books: Books,
    expected: ReadonlyMap<string, Ended>,
  ): Promise<string[]> {
    const events = await eventsSince(books.block);
    const faults: string[] = [];
    for (const one of asked) {
      const ended = await endingsOf(one, events);
      const name = `${one.case.name} (tag ${Number(one.tag)})`;
      if (ended.length !== 1) faults.push(`${name}: ended ${ended.length} times`);
      else if (!alike(ended[0], expected.get(one.case.name))) {
        faults.push(`${name}: ${text(ended[0])} instead of ${text(expected.get(one.case.name))}`);
      }
    }
    return [...faults, ...(await sumsOf(events, books)), ...(await nonceFaults())];
  }

  async function eventsSince(block: number): Promise<EventLog[]> {
    const address = await router.getAddress();
    const logs = await provider.getLogs({ address, fromBlock: block + 1, toBlock: "latest" });
    return logs.flatMap((log) => {
      const parsed = router.interface.parseLog(log);
      return parsed ? [{ ...log, eventName: parsed.name, args: parsed.args } as unknown as EventLog] : [];
    });
  }

  /** How often, and how, the requests with this tag ended. */
  async function endingsOf({ tag }: Asked, events: readonly EventLog[]): Promise<Ended[]> {
    const ids = named(events, "Requested")
      .filter(({ args }) => args.tag === tag)
      .map(({ args }) => args.id as string);
    const endings = events.filter(
      ({ eventName, args }) => ["Settled", "Expired"].includes(eventName) && ids.includes(args.id),
    );
    return Promise.all(endings.map((event) => endedOf(event, events)));
  }

  async function endedOf(event: EventLog, events: readonly EventLog[]): Promise<Ended> {
    const id = event.args.id as string;
    const callbackFailed = named(events, "CallbackFailed").some(({ args }) => args.id === id);
    const [answer, failure] = await Promise.all([recorder.answerOf(id), recorder.failureOf(id)]);
    const shared = { callbackFailed, answer: `${answer} ${failure}` };
    if (event.eventName === "Expired") {
      return { ...shared, ending: "expired", outcome: 0, fuelUsed: 0n, fees: 0n };
    }
    const { outcome, fuelUsed } = unpackVerdict(event.args.verdict as bigint);
    return {
      ...shared,
      ending: "settled",
      outcome,
      fuelUsed,
      fees: (event.args.charged as bigint) - (event.args.reimbursed as bigint),
    };
  }

  /** With nothing under way, what the payer lost is what was charged, and the router holds what it owes. */
  async function sumsOf(events: readonly EventLog[], books: Books): Promise<string[]> {
    const charged = named(events, "Settled").reduce((sum, { args }) => sum + (args.charged as bigint), 0n);
    const [{ balance, live }, accounted, held] = await Promise.all([
      router.accountOf(payer),
      router.accounted(),
      provider.getBalance(router),
    ]);
    const faults: string[] = [];
    if (live !== 0n) faults.push(`requests are still live: ${live.toString(2)}`);
    if (books.balance - balance !== charged) {
      faults.push(`the payer lost ${books.balance - balance} wei, charged were ${charged}`);
    }
    if (accounted > held) faults.push(`the router owes ${accounted} wei and holds ${held}`);
    return faults;
  }

  async function nonceFaults(): Promise<string[]> {
    const [mined, all] = await Promise.all([
      chain.nonce(operator.address),
      chain.nonce(operator.address, "pending"),
    ]);
    return mined === all ? [] : [`${all - mined} transactions of the operator are left behind`];
  }
}

export type Auditor = ReturnType<typeof auditor>;

function named(events: readonly EventLog[], name: string): EventLog[] {
  return events.filter(({ eventName }) => eventName === name);
}

function alike(one: Ended | undefined, other: Ended | undefined): boolean {
  return text(one) === text(other);
}

function text(ended: Ended | undefined): string {
  if (ended === undefined) return "nothing";
  return Object.entries(ended)
    .map(([name, value]) => `${name} ${value}`)
    .sort()
    .join(", ");
}
