import type { HardhatEthersSigner } from "@nomicfoundation/hardhat-ethers/types";
import type { AlthingGovernor } from "../../types/index.js";

/** Votes as `Governor` has them signed; the nonce is the voter's at the governor, or the proposal's own if keyed. */
interface Ballot {
  readonly proposalId: bigint;
  readonly support: bigint;
  readonly voter: string;
  readonly nonce: bigint;
}

const fields = [
  { name: "proposalId", type: "uint256" },
  { name: "support", type: "uint8" },
  { name: "voter", type: "address" },
  { name: "nonce", type: "uint256" },
];

/** The signature of `signer`, who votes for itself or owns the wallet that votes. */
export async function signBallot(governor: AlthingGovernor, signer: HardhatEthersSigner, ballot: Ballot) {
  return signer.signTypedData(await domainOf(governor), { Ballot: fields }, ballot);
}

/** The same with a reason and parameters. */
export async function signExtendedBallot(
  governor: AlthingGovernor,
  signer: HardhatEthersSigner,
  ballot: Ballot & { readonly reason: string; readonly params: string },
) {
  const extended = [...fields, { name: "reason", type: "string" }, { name: "params", type: "bytes" }];
  return signer.signTypedData(await domainOf(governor), { ExtendedBallot: extended }, ballot);
}

/** The first nonce of the key that keyed nonces give a proposal: its lowest 192 bits, then a count of 64. */
export function keyedNonce(proposalId: bigint): bigint {
  return BigInt.asUintN(192, proposalId) << 64n;
}

async function domainOf(governor: AlthingGovernor) {
  const { name, version, chainId, verifyingContract } = await governor.eip712Domain();
  return { name, version, chainId, verifyingContract };
}
