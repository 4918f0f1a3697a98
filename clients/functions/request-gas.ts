/**
 * What a request may take beyond its estimate: the difference between a slot that is used again and a fresh one
 * (17,100 gas), where another request of the same account is mined before it and takes the used one.
 */
const SLOT_GAS = 20_000n;

/** The gas limit of a transaction that makes requests, as an override: its estimate, and a fresh slot for each. */
export async function requestGas(
  estimate: Promise<bigint>,
  requests = 1,
): Promise<{ readonly gasLimit: bigint }> {
  return { gasLimit: (await estimate) + BigInt(requests) * SLOT_GAS };
}
