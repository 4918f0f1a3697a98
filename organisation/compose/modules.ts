import { governorContract, tokenContract } from "../names.ts";
import type { Collection } from "../schema/collection.ts";
import type { Organisation } from "../schema/organisation.ts";
import type { Token } from "../schema/token.ts";

/** A contract that is put together for an organisation: its name, and the modules it inherits, in their order. */
export interface Recipe {
  readonly name: string;
  readonly notice: string;
  readonly modules: readonly ModuleName[];
}

/** A folder with contracts that are composed, and with no others. */
export interface ComposedFolder {
  /** From the project's root. */
  readonly folder: string;
  readonly recipes: readonly Recipe[];
  /** Of what and by what command, for whoever opens one of them. */
  readonly origin: string;
}

const GOVERNANCE = "@openzeppelin/contracts/governance/extensions";

/** The modules that a config chooses among, and their sources. */
export const moduleFiles = {
  GovernanceToken: "contracts/token/GovernanceToken.sol",
  TokenFlashMint: "contracts/token/TokenFlashMint.sol",
  TokenPausable: "contracts/token/TokenPausable.sol",
  TokenFreezable: "contracts/token/TokenFreezable.sol",
  TokenBridgeable: "contracts/token/TokenBridgeable.sol",
  TokenTemporaryApproval: "contracts/token/TokenTemporaryApproval.sol",
  TokenSelfDelegation: "contracts/token/TokenSelfDelegation.sol",
  OrganisationGovernor: "contracts/dao/OrganisationGovernor.sol",
  GovernorGuardian: "contracts/dao/GovernorGuardian.sol",
  GovernorCountingSimple: `${GOVERNANCE}/GovernorCountingSimple.sol`,
  GovernorCountingFractional: `${GOVERNANCE}/GovernorCountingFractional.sol`,
  GovernorNoncesKeyed: `${GOVERNANCE}/GovernorNoncesKeyed.sol`,
  GovernorSequentialProposalId: `${GOVERNANCE}/GovernorSequentialProposalId.sol`,
  GovernorPreventLateQuorum: `${GOVERNANCE}/GovernorPreventLateQuorum.sol`,
  GovernorVotesSuperQuorumFraction: `${GOVERNANCE}/GovernorVotesSuperQuorumFraction.sol`,
  GovernorTimelockControl: `${GOVERNANCE}/GovernorTimelockControl.sol`,
  CollectionBase: "contracts/nft/CollectionBase.sol",
  CollectionSale: "contracts/nft/CollectionSale.sol",
  CollectionPhases: "contracts/nft/CollectionPhases.sol",
  CollectionFounders: "contracts/nft/CollectionFounders.sol",
  CollectionIssue: "contracts/nft/CollectionIssue.sol",
  CollectionSoulbound: "contracts/nft/CollectionSoulbound.sol",
  CollectionRevocable: "contracts/nft/CollectionRevocable.sol",
  CollectionRental: "contracts/nft/CollectionRental.sol",
  CollectionVotes: "contracts/nft/CollectionVotes.sol",
  CollectionBaseURI: "contracts/nft/CollectionBaseURI.sol",
  CollectionReveal: "contracts/nft/CollectionReveal.sol",
  CollectionRenderer: "contracts/nft/CollectionRenderer.sol",
  CollectionTraits: "contracts/nft/CollectionTraits.sol",
} as const satisfies Readonly<Record<string, string>>;

export type ModuleName = keyof typeof moduleFiles;

/** Every contract of an organisation that is composed. */
export function recipesOf(organisation: Organisation): Recipe[] {
  const { token, collections } = organisation;
  return [
    ...(token === undefined ? [] : [tokenRecipe(organisation, token)]),
    governorRecipe(organisation),
    ...collections.map(collectionRecipe),
  ];
}

export function tokenRecipe(organisation: Organisation, token: Token): Recipe {
  return {
    name: tokenContract(organisation),
    notice: `The token of ${organisation.name}. See {GovernanceToken} and the modules.`,
    modules: [
      "GovernanceToken",
      ...when(token.flashMint, "TokenFlashMint"),
      ...when(token.pausable, "TokenPausable"),
      ...when(token.freezable, "TokenFreezable"),
      ...when(token.bridgeable, "TokenBridgeable"),
      ...when(token.temporaryApproval, "TokenTemporaryApproval"),
      ...when(token.selfDelegation, "TokenSelfDelegation"),
    ],
  };
}

/** Late and super quorum check themselves against the settings before them; the timelock has the last word on states. */
export function governorRecipe(organisation: Organisation): Recipe {
  const { dao } = organisation;
  return {
    name: governorContract(organisation),
    notice: `Proposals of ${organisation.name}. See {OrganisationGovernor} and the modules.`,
    modules: [
      "OrganisationGovernor",
      dao.counting === "simple" ? "GovernorCountingSimple" : "GovernorCountingFractional",
      ...when(dao.keyedNonces, "GovernorNoncesKeyed"),
      ...when(dao.sequentialIds, "GovernorSequentialProposalId"),
      ...when(dao.lateQuorumExtension !== undefined, "GovernorPreventLateQuorum"),
      ...when(dao.guardian !== undefined, "GovernorGuardian"),
      ...when(dao.superQuorum !== undefined, "GovernorVotesSuperQuorumFraction"),
      "GovernorTimelockControl",
    ],
  };
}

/** Metadata that is drawn, revealed or read from files. */
const METADATA_MODULES = {
  baseURI: "CollectionBaseURI",
  reveal: "CollectionReveal",
  renderer: "CollectionRenderer",
  traits: "CollectionTraits",
} as const satisfies Readonly<Record<Collection["metadata"]["kind"], ModuleName>>;

const SALE_MODULES = { open: "CollectionSale", phases: "CollectionPhases" } as const;

export function collectionRecipe(collection: Collection): Recipe {
  const { contract, name, sale, founders, metadata } = collection;
  return {
    name: contract,
    notice: `${name}. See {CollectionBase} and the modules.`,
    modules: [
      "CollectionBase",
      sale === undefined ? "CollectionIssue" : SALE_MODULES[sale.kind],
      ...when(founders.length > 0, "CollectionFounders"),
      ...when(collection.soulbound, "CollectionSoulbound"),
      ...when(collection.revocable, "CollectionRevocable"),
      ...when(collection.rental, "CollectionRental"),
      ...when(collection.votes, "CollectionVotes"),
      METADATA_MODULES[metadata.kind],
    ],
  };
}

function when(chosen: boolean, name: ModuleName): ModuleName[] {
  return chosen ? [name] : [];
}
