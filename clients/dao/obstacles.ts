import type { Provider } from "ethers";
import { type AlthingError, fail } from "../../protocol/errors.ts";
import type { AlthingGovernor } from "../../types/index.js";
import type { AddressBook } from "../address-book.ts";
import { describeCall } from "../calls/describe-call.ts";
import { toContractError } from "../support/contract-error.ts";
import { tokens } from "../support/format.ts";
import { isFundsError } from "../support/funds.ts";
import { type CallLists, callLists } from "./call-lists.ts";
import type { Obstacle, Proposal } from "./proposal-types.ts";

interface Asked {
  readonly governor: AlthingGovernor;
  readonly provider: Provider;
  readonly addresses: AddressBook;
}

/** Why the execution of a proposal that may be executed now would fail; nothing if it would not. */
export async function obstaclesNow(
  { governor }: Asked,
  action: [...CallLists, string],
): Promise<readonly Obstacle[]> {
  try {
    await governor.execute.staticCall(...action);
    return [];
  } catch (error) {
    return [{ sentence: undefined, error: refusalOf(error) }];
  }
}

/**
 * Which calls the treasury could not make now. Each is tried alone: one that needs what an earlier one does shows here
 * too, and only a simulation tells. The governor's own rules change while it executes only, so those are left out.
 */
export async function obstaclesAhead(
  { provider, addresses }: Asked,
  proposal: Proposal,
): Promise<readonly Obstacle[]> {
  const { treasury, governor } = addresses;
  const [targets] = callLists(proposal.calls);
  const tried = proposal.calls.filter((_, place) => targets[place] !== governor);
  const found = await Promise.all(
    tried.map(async (call): Promise<Obstacle[]> => {
      const { target: to, value, data } = call;
      const held = await provider.getBalance(treasury);
      const sentence = describeCall(addresses, call);
      if (value > held) return [{ sentence, error: tooLittle(held, value) }];
      try {
        await provider.call({ from: treasury, to, value, data });
        return [];
      } catch (error) {
        return [{ sentence, error: isFundsError(error) ? tooLittle(held, value) : refusalOf(error) }];
      }
    }),
  );
  return found.flat();
}

function tooLittle(held: bigint, needed: bigint): AlthingError {
  return fail("ALT_DAO_TREASURY_ETHER", { had: tokens(held), needed: tokens(needed) });
}

/** What is no revert is no obstacle: the network's own trouble is thrown. */
function refusalOf(error: unknown): AlthingError {
  const refusal = toContractError(error);
  if (refusal === undefined) throw error;
  return refusal;
}
