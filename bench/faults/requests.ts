import type { Case } from "./cases.ts";
import { nextTag } from "./cases.ts";
import type { ChainControl } from "./chain-control.ts";
import type { Deployment } from "./deployment.ts";

/** Gas for any request: an estimate is too low where others of the same account come before it and take its slot. */
const REQUEST_GAS = 500_000n;
const MAX_FEE = 10n ** 13n;

/** A request on its way, known by its tag: a reorg may change its id. */
export interface Asked {
  readonly case: Case;
  readonly tag: string;
}

/** Asks from an account of the node, whose nonces the node minds. */
export function requests(deployment: Deployment, chain: ChainControl, from = deployment.customer) {
  const { router, recorder, burner } = deployment;
  const { payer, asker } = from;
  return { send, sendAgain, transaction };

  /** Sends a request for each case; they are mined at once unless the node waits with that. */
  async function send(cases: readonly Case[]): Promise<Asked[]> {
    const asked = cases.map((each) => ({ case: each, tag: nextTag() }));
    await sendAgain(asked);
    return asked;
  }

  /** The same requests, where a reorg undid them. */
  async function sendAgain(asked: readonly Asked[]): Promise<void> {
    const now = await chain.timestamp();
    const fees = { gas: hex(REQUEST_GAS), maxFeePerGas: hex(MAX_FEE), maxPriorityFeePerGas: hex(1n) };
    for (const one of asked) {
      const call = await transaction(one, now);
      await chain.send("eth_sendTransaction", { from: asker, ...call, ...fees });
    }
  }

  async function transaction({ case: each, tag }: Asked, now: bigint) {
    const call = callOf(each, tag, now);
    if (each.consumer === "recorder") {
      const data = recorder.interface.encodeFunctionData("ask", [payer, call, 2n ** 255n]);
      return { to: await recorder.getAddress(), data };
    }
    const request = router.interface.encodeFunctionData("request", [payer, call, 2n ** 255n]);
    const step = { target: await router.getAddress(), value: 0n, data: request };
    return { to: await burner.getAddress(), data: burner.interface.encodeFunctionData("act", [step]) };
  }

  function callOf(each: Case, tag: string, now: bigint) {
    const { data, fuelLimit, maxResultBytes, callbackGasLimit, gasPriceCap } = each;
    const program = each.program ?? deployment.endings.program;
    const deadline = now + each.seconds;
    return {
      program,
      mode: 0n,
      data,
      fuelLimit,
      maxResultBytes,
      callbackGasLimit,
      gasPriceCap,
      deadline,
      tag,
    };
  }
}

function hex(value: bigint): string {
  return `0x${value.toString(16)}`;
}
