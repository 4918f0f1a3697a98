import type { AccountRuntimeValue, ArgumentType } from "@nomicfoundation/ignition-core";
import type { ModuleName } from "../organisation/compose/modules.ts";
import type { Organisation } from "../organisation/schema/organisation.ts";
import type { Token } from "../organisation/schema/token.ts";
import type { ContractFuture } from "./steps.ts";

/** What each module's constructor takes; those that take nothing are left out. */
export type ModuleArguments = Partial<Record<ModuleName, () => ArgumentType[]>>;

/** The arguments of a contract that inherits these modules: those of each, one after another. */
export function argumentsOf(modules: readonly ModuleName[], table: ModuleArguments): ArgumentType[] {
  return modules.flatMap((module) => table[module]?.() ?? []);
}

export function tokenArguments(
  modules: readonly ModuleName[],
  {
    token,
    treasury,
    deployer,
  }: { readonly token: Token; readonly treasury: ContractFuture; readonly deployer: AccountRuntimeValue },
): ArgumentType[] {
  const { name, symbol, cap, premint } = token;
  const allocations = premint === 0n ? [] : [{ to: deployer, amount: premint }];
  return argumentsOf(modules, {
    GovernanceToken: () => [{ name, symbol, cap, admin: treasury, premint: allocations }],
  });
}

export function governorArguments(
  modules: readonly ModuleName[],
  {
    organisation,
    treasury,
    votes,
  }: {
    readonly organisation: Organisation;
    readonly treasury: ContractFuture;
    readonly votes: ContractFuture;
  },
): ArgumentType[] {
  const { dao } = organisation;
  const { votingDelay, votingPeriod, proposalThreshold, quorum } = dao;
  const settings = { votingDelay, votingPeriod, proposalThreshold, quorumPercent: quorum };
  return argumentsOf(modules, {
    OrganisationGovernor: () => [{ name: `${organisation.name} Governor`, token: votes, ...settings }],
    GovernorPreventLateQuorum: () => [dao.lateQuorumExtension ?? 0],
    GovernorGuardian: () => [dao.guardian ?? ""],
    GovernorVotesSuperQuorumFraction: () => [dao.superQuorum ?? 0],
    GovernorTimelockControl: () => [treasury],
  });
}
