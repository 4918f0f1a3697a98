import type { AddressBook } from "../../clients/address-book.ts";
import { fail } from "../../protocol/errors.ts";
import { localOperatorWallet } from "../../protocol/local-chain.ts";
import { createRelay, type RelayOptions } from "../../relay/compose.ts";
import type { Progress } from "../../relay/progress.ts";
import type { Relay } from "../../relay/relay.ts";
import { localSettings } from "../../relay/settings.ts";
import type { Connection } from "../shared/network.ts";

/** Milliseconds that the requests may take. */
const PATIENCE = 60_000;

/** A request that the relay saw end, by the clock of this process. */
export interface Ended {
  readonly id: string;
  /** As `performance.now()`. */
  readonly at: number;
}

/** The relay of the demo: the real one, in this process, with the local operator's key. */
export class DemoRelay {
  readonly #options: RelayOptions;
  #relay: Relay | undefined;
  readonly #ended = new Map<string, number>();
  readonly #given = new Map<string, string>();
  #wake: () => void = () => {};

  /** @param tell is told what the relay does, as it does it. */
  constructor(connection: Connection, addresses: AddressBook, tell: (progress: Progress) => void) {
    this.#options = {
      provider: connection.ethers.provider,
      domain: { chainId: addresses.chainId, router: addresses.router },
      wallets: [localOperatorWallet()],
      settings: { ...localSettings, startBlock: addresses.fromBlock ?? 0 },
      onProgress: (progress) => {
        tell(progress);
        this.#note(progress);
      },
    };
  }

  async start(): Promise<void> {
    this.#relay = await createRelay(this.#options);
    await this.#relay.start();
  }

  async stop(): Promise<void> {
    await this.#relay?.stop();
  }

  /** Waits until all requests are settled. @throws ALT_DEMO_REQUEST_FAILED, ALT_DEMO_TIMEOUT */
  async settled(ids: readonly string[]): Promise<Ended[]> {
    const deadline = Date.now() + PATIENCE;
    for (;;) {
      for (const id of ids) this.#refuse(id);
      const waiting = ids.filter((id) => !this.#ended.has(id));
      if (waiting.length === 0) return ids.map((id) => ({ id, at: this.#ended.get(id) ?? 0 }));
      if (Date.now() > deadline) {
        throw fail("ALT_DEMO_TIMEOUT", { count: waiting.length, seconds: PATIENCE / 1_000 });
      }
      await this.#nextEvent(deadline - Date.now());
    }
  }

  #note(progress: Progress): void {
    if (progress.type === "settled") this.#ended.set(progress.id, performance.now());
    if (progress.type === "declined" || progress.type === "parked") {
      this.#given.set(progress.id, progress.reason.message);
    }
    this.#wake();
  }

  #refuse(id: string): void {
    const reason = this.#given.get(id);
    if (reason !== undefined) throw fail("ALT_DEMO_REQUEST_FAILED", { id, reason });
  }

  async #nextEvent(milliseconds: number): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = setTimeout(resolve, milliseconds);
    });
    clearTimeout(timer);
  }
}
