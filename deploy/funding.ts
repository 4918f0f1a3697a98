import { StandardMerkleTree } from "@openzeppelin/merkle-tree";
import { airdropTotal, vestingTotal } from "../organisation/rules/token.ts";
import type { Token } from "../organisation/schema/token.ts";
import type { ContractFuture, Steps } from "./steps.ts";

type Funded = Readonly<Record<string, ContractFuture>>;

/** Grants, paid from the premint, in a contract whose revocations go to the treasury. */
export function fundVesting(
  steps: Steps,
  token: Token,
  tokenContract: ContractFuture,
  treasury: ContractFuture,
): Funded {
  if (token.vesting.length === 0) return {};
  const vesting = steps.contract("Vesting", [tokenContract, treasury]);
  steps.call(tokenContract, "approve", [vesting, vestingTotal(token)], "approveVesting");
  const grants = token.vesting.map(({ to, start, cliff, duration, revocable, amount }) => ({
    beneficiary: to,
    start,
    cliff: start + cliff,
    revocable,
    amount,
    end: start + duration,
  }));
  steps.call(vesting, "grant", [grants]);
  return { vesting };
}

/** The step that opens the first round of claims. */
export const ROUND_OPENED = "MerkleDistributor.openRound";

/** The first round of claims, paid from the premint. */
export function fundAirdrop(
  steps: Steps,
  token: Token,
  tokenContract: ContractFuture,
  treasury: ContractFuture,
): Funded {
  if (token.airdrop === undefined) return {};
  const distributor = steps.contract("MerkleDistributor", [tokenContract, treasury]);
  const total = airdropTotal(token);
  steps.call(tokenContract, "approve", [distributor, total], "approveDistributor");
  steps.call(distributor, "openRound", [airdropTree(token.airdrop).root, total, token.airdrop.expires]);
  return { distributor };
}

/** Who may claim in the first round: leaves of index, account and amount. */
export function airdropTree({ entries }: NonNullable<Token["airdrop"]>) {
  const leaves = entries.map(({ account, amount }, index) => [String(index), account, String(amount)]);
  return StandardMerkleTree.of(leaves, ["uint256", "address", "uint256"]);
}
