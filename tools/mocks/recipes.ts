import type { ComposedFolder, ModuleName, Recipe } from "../../organisation/compose/modules.ts";

const GOVERNOR = ["OrganisationGovernor", "GovernorCountingSimple"] as const;
const SOLD = ["CollectionBase", "CollectionSale"] as const;

/** Contracts that tests of modules deploy: each module alone, and all at once, as the composer puts them together. */
const recipes: readonly Recipe[] = [
  recipe("FlashMintToken", "Flash loans alone.", "GovernanceToken", "TokenFlashMint"),
  recipe("PausableToken", "A pause alone.", "GovernanceToken", "TokenPausable"),
  recipe("FreezableToken", "Freezing alone.", "GovernanceToken", "TokenFreezable"),
  recipe("BridgeableToken", "Bridging alone.", "GovernanceToken", "TokenBridgeable"),
  recipe("TemporaryApprovalToken", "Temporary approvals alone.", "GovernanceToken", "TokenTemporaryApproval"),
  recipe("SelfDelegationToken", "Delegation to oneself alone.", "GovernanceToken", "TokenSelfDelegation"),
  recipe(
    "EveryModuleToken",
    "Every module of a token at once.",
    "GovernanceToken",
    "TokenFlashMint",
    "TokenPausable",
    "TokenFreezable",
    "TokenBridgeable",
    "TokenTemporaryApproval",
    "TokenSelfDelegation",
  ),
  recipe("BareGovernor", "No module at all.", ...GOVERNOR, "GovernorTimelockControl"),
  recipe(
    "FractionalGovernor",
    "Fractional votes alone.",
    "OrganisationGovernor",
    "GovernorCountingFractional",
    "GovernorTimelockControl",
  ),
  recipe(
    "KeyedGovernor",
    "Keyed nonces alone.",
    ...GOVERNOR,
    "GovernorNoncesKeyed",
    "GovernorTimelockControl",
  ),
  recipe(
    "SequentialGovernor",
    "Sequential ids alone.",
    ...GOVERNOR,
    "GovernorSequentialProposalId",
    "GovernorTimelockControl",
  ),
  recipe("GuardedGovernor", "A guardian alone.", ...GOVERNOR, "GovernorGuardian", "GovernorTimelockControl"),
  recipe(
    "SuperQuorumGovernor",
    "A super quorum alone.",
    ...GOVERNOR,
    "GovernorVotesSuperQuorumFraction",
    "GovernorTimelockControl",
  ),
  recipe(
    "FullGovernor",
    "Every module of a governor at once.",
    "OrganisationGovernor",
    "GovernorCountingFractional",
    "GovernorNoncesKeyed",
    "GovernorSequentialProposalId",
    "GovernorPreventLateQuorum",
    "GovernorGuardian",
    "GovernorVotesSuperQuorumFraction",
    "GovernorTimelockControl",
  ),
  recipe(
    "PlainCollection",
    "What every collection has, given out by its owner, with founders.",
    "CollectionBase",
    "CollectionIssue",
    "CollectionFounders",
  ),
  recipe(
    "PhasedCollection",
    "Sold in phases, its metadata in files.",
    "CollectionBase",
    "CollectionPhases",
    "CollectionBaseURI",
  ),
  recipe(
    "RentedCollection",
    "Sold at one price; its tokens can be rented out.",
    ...SOLD,
    "CollectionRental",
    "CollectionBaseURI",
  ),
  recipe("RevealedCollection", "Sold at one price, and revealed later.", ...SOLD, "CollectionReveal"),
  recipe(
    "MemberCollection",
    "Memberships: given out by the owner, bound to their holders, voting, drawn on chain.",
    "CollectionBase",
    "CollectionIssue",
    "CollectionFounders",
    "CollectionSoulbound",
    "CollectionVotes",
    "CollectionRenderer",
  ),
];

export const composedMocks: ComposedFolder = {
  folder: "contracts/mocks/composed",
  recipes,
  origin: "of its recipe in tools/mocks by `npm run mocks`",
};

function recipe(name: string, notice: string, ...modules: ModuleName[]): Recipe {
  return { name, notice, modules };
}
