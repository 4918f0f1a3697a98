import { Contract, id } from "ethers";
import type { AlthingGovernor } from "../../types/index.js";
import type { ContractCaller } from "../support/contract-caller.ts";
import type { VoteKind } from "./proposal-types.ts";

/** A vote that its voter signed. It can be handed on as it is: whoever sends it pays for it. */
export interface SignedVote {
  readonly chainId: bigint;
  readonly governor: string;
  readonly proposalId: bigint;
  readonly voter: string;
  readonly vote: VoteKind;
  readonly reason: string;
  readonly nonce: bigint;
  readonly signature: string;
}

/** What is signed, as OpenZeppelin's `Governor` reads it (`EXTENDED_BALLOT_TYPEHASH`); EIP-712. */
export const BALLOT_TYPES = {
  ExtendedBallot: [
    { name: "proposalId", type: "uint256" },
    { name: "support", type: "uint8" },
    { name: "voter", type: "address" },
    { name: "nonce", type: "uint256" },
    { name: "reason", type: "string" },
    { name: "params", type: "bytes" },
  ],
};

const KEYED_NONCES = "nonces(address,uint192)";

/**
 * The nonce of the voter's next ballot. A governor with keyed nonces, which its code shows, counts them for each proposal
 * by the lowest 192 bits of its id, so that ballots on several proposals can be cast in any order.
 */
export async function ballotNonce(
  caller: ContractCaller,
  governor: AlthingGovernor,
  voter: string,
  proposalId: bigint,
): Promise<bigint> {
  const code = await caller.provider.getCode(governor);
  if (!code.includes(id(KEYED_NONCES).slice(2, 10)))
    return caller.read("governor", () => governor.nonces(voter));
  const keyed = new Contract(
    governor.target,
    [`function ${KEYED_NONCES} view returns (uint256)`],
    caller.runner,
  );
  const key = BigInt.asUintN(192, proposalId);
  return caller.read("governor", async () => BigInt(await keyed.getFunction(KEYED_NONCES)(voter, key)));
}
