import { formatEther } from "ethers";
import { type AlthingError, fail } from "../../protocol/errors.ts";
import type { Organisation } from "../schema/organisation.ts";
import type { Token } from "../schema/token.ts";

/** Votes are checkpointed in 208 bits. */
const LARGEST_CAP = 2n ** 208n - 1n;

/** Faults of the token alone. */
export function* tokenFaults({ token }: Organisation): Generator<AlthingError> {
  if (token === undefined) return;
  const { cap, premint } = token;
  if (cap < premint)
    yield fail("ALT_CONFIG_CAP_BELOW_PREMINT", { cap: formatEther(cap), premint: formatEther(premint) });
  if (cap > LARGEST_CAP)
    yield fail("ALT_CONFIG_CAP_TOO_LARGE", { cap: formatEther(cap), most: formatEther(LARGEST_CAP) });
  yield* vestingFaults(token);
  yield* airdropFaults(token);
  const allotted = vestingTotal(token) + airdropTotal(token);
  if (allotted > premint) {
    const figures = { allotted: formatEther(allotted), premint: formatEther(premint) };
    yield fail("ALT_CONFIG_ALLOTTED_ABOVE_PREMINT", figures);
  }
}

/** What vests, in smallest units. */
export function vestingTotal({ vesting }: Token): bigint {
  return vesting.reduce((sum, { amount }) => sum + amount, 0n);
}

/** What may be claimed, in smallest units. */
export function airdropTotal({ airdrop }: Token): bigint {
  return (airdrop?.entries ?? []).reduce((sum, { amount }) => sum + amount, 0n);
}

function* vestingFaults({ vesting }: Token): Generator<AlthingError> {
  for (const [index, { cliff, duration, amount, to }] of vesting.entries()) {
    const grant = index + 1;
    if (duration === 0 || cliff > duration)
      yield fail("ALT_CONFIG_VESTING_TIMES", { grant, cliff, duration });
    if (amount === 0n) yield fail("ALT_CONFIG_VESTING_EMPTY", { grant, account: to });
  }
}

function* airdropFaults({ airdrop }: Token): Generator<AlthingError> {
  if (airdrop === undefined) return;
  const { entries } = airdrop;
  if (entries.length === 0) yield fail("ALT_CONFIG_AIRDROP_EMPTY");
  const empty = entries.find(({ amount }) => amount === 0n);
  if (empty !== undefined) yield fail("ALT_CONFIG_AIRDROP_NOTHING", { account: empty.account });
}
