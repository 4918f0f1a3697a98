import { getAddress, type InterfaceAbi, toBigInt } from "ethers";
import type { AlthingError } from "../../../protocol/errors.ts";
import type { AddressBook } from "../../address-book.ts";
import type { DescribedCall, ProposalCall } from "../../calls/call-types.ts";
import { describeCall } from "../../calls/describe-call.ts";
import type { Proposal, ProposalDraft } from "../proposal-types.ts";
import { type CallFrame, framesOf, standingFrames, traceCall } from "./call-frames.ts";
import { changesOf } from "./changes.ts";
import { eventReader, logsOf } from "./events.ts";
import { failureReader } from "./failures.ts";
import { rehearse } from "./rehearsal.ts";
import type { Change, Fork, SimulatedCall, Simulation } from "./simulation-types.ts";

/**
 * Executes a proposal on a fork of the chain and tells what each of its calls did, before anybody voted. `abis` are of
 * contracts that are not ours: their events and errors are decoded too.
 */
export async function simulate(
  fork: Fork,
  addresses: AddressBook,
  proposed: Proposal | ProposalDraft,
  abis: readonly InterfaceAbi[],
): Promise<Simulation> {
  const blockNumber = await fork.getBlockNumber();
  const proposal = "id" in proposed ? proposed : undefined;
  const codes = await Promise.all(proposed.calls.map(({ target }) => fork.getCode(target)));
  const untouched = await fork.send("evm_snapshot", []);
  const { root, frames, treasuryWei, executedAt } = await execute(fork, addresses, proposed.calls, proposal);
  const report = reporter(addresses, abis, treasuryWei);
  const shown = await framesShown({ fork, addresses, untouched }, proposed.calls, frames);
  const calls = proposed.calls.map((call, place) =>
    report(call, shown[place], { failed: root.error !== undefined, code: codes[place] ?? "0x" }),
  );
  const error = calls.find((call) => call.error !== undefined)?.error ?? errorOf(root, abis, treasuryWei);
  return {
    succeeds: error === undefined,
    proposalId: proposal?.id,
    blockNumber,
    executedAt,
    gasUsed: toBigInt(root.gasUsed),
    calls,
    error,
  };
}

type Frames = readonly (CallFrame | undefined)[];

/** Executes calls on the fork without keeping what they do: the whole, and the frame of each. */
async function execute(
  fork: Fork,
  addresses: AddressBook,
  calls: readonly ProposalCall[],
  proposal: Proposal | undefined,
) {
  const transaction = await rehearse(fork, addresses, { calls, proposal });
  const treasuryWei = await fork.getBalance(addresses.treasury);
  const executedAt = BigInt((await fork.getBlock("latest"))?.timestamp ?? 0);
  const root = await traceCall(fork, transaction);
  return { root, frames: framesOf(root, addresses.treasury, calls), treasuryWei, executedAt };
}

interface Stage {
  readonly fork: Fork;
  readonly addresses: AddressBook;
  /** The fork's snapshot from before the first execution. */
  readonly untouched: unknown;
}

/**
 * What to show of each call. A node leaves out the logs of all that is undone: the calls before one that fails are
 * proposed and executed without it, which tells what they would have done.
 */
async function framesShown(
  { fork, addresses, untouched }: Stage,
  calls: readonly ProposalCall[],
  frames: Frames,
): Promise<Frames> {
  const failed = frames.findIndex((frame) => frame?.error !== undefined);
  if (failed <= 0) return frames;
  await fork.send("evm_revert", [untouched]);
  const alone = await execute(fork, addresses, calls.slice(0, failed), undefined);
  return alone.root.error === undefined ? [...alone.frames, ...frames.slice(failed)] : frames;
}

function errorOf(
  root: CallFrame,
  abis: readonly InterfaceAbi[],
  treasuryWei: bigint,
): AlthingError | undefined {
  return root.error === undefined ? undefined : failureReader(abis)(root, treasuryWei);
}

/** Reports one call after the other; the treasury's ether goes down, and up, with each. */
function reporter(addresses: AddressBook, abis: readonly InterfaceAbi[], treasuryWei: bigint) {
  const readEvent = eventReader(addresses, abis);
  const readFailure = failureReader(abis);
  let held = treasuryWei;
  return (
    call: ProposalCall,
    frame: CallFrame | undefined,
    { failed, code }: { readonly failed: boolean; readonly code: string },
  ): SimulatedCall => {
    const standing = frame === undefined ? [] : standingFrames(frame);
    const logs = logsOf(standing);
    const changes = changesOf(standing, logs);
    const error = frame?.error === undefined ? undefined : readFailure(frame, held);
    held += treasuryGain(changes, addresses.treasury);
    return {
      ...described(addresses, call),
      outcome: error !== undefined ? "failed" : frame === undefined && failed ? "unreached" : "succeeded",
      gasUsed: toBigInt(frame?.gasUsed ?? "0x0"),
      events: logs.map(readEvent),
      changes,
      error,
      nobodyThere: call.data !== "0x" && code === "0x",
    };
  };
}

function treasuryGain(changes: readonly Change[], treasury: string): bigint {
  return changes.reduce(
    (sum, change) =>
      change.kind === "ether" && change.account === getAddress(treasury) ? sum + change.amount : sum,
    0n,
  );
}

function described(addresses: AddressBook, call: ProposalCall): DescribedCall {
  const { target, value, data } = call;
  const sentence = "sentence" in call ? String(call.sentence) : describeCall(addresses, call);
  return { target, value, data, sentence };
}
