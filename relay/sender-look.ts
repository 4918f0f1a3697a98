import { endsWithin } from "./pause.ts";
import type { Clock, Sender } from "./ports.ts";
import type { SenderStatus } from "./status.ts";

/** Milliseconds for which an answer is new enough, and those that anyone waits for one. */
const FRESH_MS = 2_000;
const PATIENCE_MS = 1_500;

/**
 * What an endpoint last said of the keys that send. Whoever asks waits a moment for news at most: a relay whose
 * endpoints are down still tells how it is.
 */
export function senderLook(clock: Clock) {
  let known: readonly SenderStatus[] = [];
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;
  return { look };

  async function look(senders: readonly Sender[]): Promise<readonly SenderStatus[]> {
    if (clock.now() - lookedAt < FRESH_MS) return known;
    looking ??= read(senders).finally(() => {
      looking = undefined;
    });
    await endsWithin(looking, PATIENCE_MS);
    return known;
  }

  async function read(senders: readonly Sender[]): Promise<void> {
    const found = await Promise.allSettled(senders.map((sender) => statusOf(sender, clock)));
    const news = found.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []));
    if (news.length < senders.length) return;
    known = news;
    lookedAt = clock.now();
  }
}

async function statusOf(sender: Sender, clock: Clock): Promise<SenderStatus> {
  const [balance, nonce] = await Promise.all([sender.balance(), sender.nonce()]);
  return { address: sender.address, balance, nonce, at: clock.now() };
}
