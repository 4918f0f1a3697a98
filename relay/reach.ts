import { fail } from "../protocol/errors.ts";
import { delayAfter, isFatal, reasonOf } from "./domain/retry.ts";
import type { RelayParts } from "./parts.ts";
import { pauseFor } from "./pause.ts";
import type { Epoch, Signer, Standing } from "./ports.ts";

/**
 * Waits for the chain until it answers, and returns how this relay's keys stand there: some may send, and some sign.
 * @throws ALT_RELAY_WRONG_CHAIN, ALT_RELAY_NO_ROUTER, ALT_RELAY_NOT_MEMBER, ALT_RELAY_STOPPED
 */
export async function reachChain(parts: RelayParts, stopping: AbortSignal): Promise<Standing> {
  const standing = await firstAnswer(parts, stopping);
  const { epoch, places } = standing;
  const { senders, signers } = parts;
  if (places.size === 0) throw notMember(epoch, "the sender", senders);
  if (!signers.some((signer) => isMember(epoch, signer))) throw notMember(epoch, "the signer", signers);
  return standing;
}

async function firstAnswer(
  { chain, senders, log, settings, keepAlive }: RelayParts,
  stopping: AbortSignal,
): Promise<Standing> {
  for (let failures = 1; !stopping.aborted; failures++) {
    try {
      await chain.check();
      return await chain.standing(senders.map(({ address }) => address));
    } catch (error) {
      if (isFatal(error)) throw error;
      const delayMs = delayAfter(failures, settings.backoff);
      log.warn({ ...reasonOf(error), delayMs }, "the chain cannot be reached");
      await pauseFor(delayMs, { signal: stopping, keepAlive });
    }
  }
  throw fail("ALT_RELAY_STOPPED");
}

function isMember({ members }: Epoch, { address }: Signer): boolean {
  return members.some(({ signer, revoked }) => !revoked && signer === address);
}

function notMember({ epoch }: Epoch, role: string, keys: readonly { readonly address: string }[]): Error {
  const addresses = keys.map(({ address }) => address).join(", ") || "none";
  return fail("ALT_RELAY_NOT_MEMBER", { role, epoch, addresses });
}
