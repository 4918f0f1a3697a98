// Whether the chain tells of a run what it tells of an undisturbed one: read off its events, never off the relay.

import type { EventLog, JsonRpcProvider } from "ethers";
import { unpackVerdict } from "../../protocol/receipt.ts";
import { expiryName } from "./cases.ts";
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
  { router, recorder, customer, crowd, operator }: Deployment,
  provider: JsonRpcProvider,
  chain: ChainControl,
) {
  return { open, faultsOf, endings, mined, isQuiet, isServed };

  function accounts() {
    return Promise.all([router.accountOf(customer.payer), router.accountOf(crowd.payer)]);
  }

  async function open(): Promise<Books> {
    const [block, held] = await Promise.all([chain.blockNumber(), accounts()]);
    return { block, balance: sumOf(held) };
  }

  /** Whether no request of the customer waits on chain, whatever the crowd asks meanwhile. */
  async function isServed(): Promise<boolean> {
    return (await router.accountOf(customer.payer)).live === 0n;
  }

  /** Whether no request waits on chain. */
  async function isQuiet(): Promise<boolean> {
    return (await accounts()).every(({ live }) => live === 0n);
  }

  /** Those of the requests that stand on chain: a reorg may have taken some, and nobody made them again. */
  async function mined(asked: readonly Asked[], { block }: Books): Promise<Asked[]> {
    const tags = new Set(named(await eventsSince(block), "Requested").map(({ args }) => args.tag as string));
    return asked.filter(({ tag }) => tags.has(tag));
  }

  async function endings(asked: Asked, { block }: Books): Promise<Ended[]> {
    return endingsOf(asked, await eventsSince(block));
  }

  /** What is wrong, in words; nothing where all survived. */
  async function faultsOf(
    { asked, doubtful }: { asked: readonly Asked[]; doubtful: readonly Asked[] },
    books: Books,
    expected: ReadonlyMap<string, Ended>,
  ): Promise<string[]> {
    const events = await eventsSince(books.block);
    const faults: string[] = [];
    for (const one of [...asked, ...doubtful]) {
      const [ended, ...others] = await endingsOf(one, events);
      const name = `${one.case.name} (tag ${Number(one.tag)})`;
      if (others.length > 0 || ended === undefined)
        faults.push(`${name}: ended ${others.length + Number(ended !== undefined)} times`);
      else if (doubtful.includes(one) && alike(ended, expected.get(expiryName))) continue;
      else if (!alike(ended, expected.get(one.case.name))) {
        faults.push(`${name}: ${text(ended)} instead of ${text(expected.get(one.case.name))}`);
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

  /** With nothing under way, what the payers lost is what was charged, and the router holds what it owes. */
  async function sumsOf(events: readonly EventLog[], books: Books): Promise<string[]> {
    const charged = named(events, "Settled").reduce((sum, { args }) => sum + (args.charged as bigint), 0n);
    const [held, accounted, ether] = await Promise.all([
      accounts(),
      router.accounted(),
      provider.getBalance(router),
    ]);
    const faults: string[] = [];
    const lost = books.balance - sumOf(held);
    if (lost !== charged) faults.push(`the payers lost ${lost} wei, charged were ${charged}`);
    if (accounted > ether) faults.push(`the router owes ${accounted} wei and holds ${ether}`);
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

function sumOf(accounts: readonly { readonly balance: bigint }[]): bigint {
  return accounts.reduce((sum, { balance }) => sum + balance, 0n);
}

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
