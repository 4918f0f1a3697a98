// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {GovernorSettings} from "@openzeppelin/contracts/governance/extensions/GovernorSettings.sol";
import {GovernorVotes} from "@openzeppelin/contracts/governance/extensions/GovernorVotes.sol";
import {GovernorVotesQuorumFraction} from "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";
import {IOrganisationGovernor} from "./IOrganisationGovernor.sol";

/**
 * @title OrganisationGovernor
 * @notice What the governor of every organisation has: settings that proposals can change, votes of a token, a quorum
 * that is a share of its supply. A concrete governor adds a way of counting, the modules that it wants, and the timelock
 * that executes what passed.
 * @dev The order of a concrete governor's bases matters. This one comes first: late quorum and super quorum are checked
 * against settings that must stand by then. `GovernorTimelockControl` comes last: only then has the timelock the last
 * word on a proposal's state, also on one that a super quorum decided early.
 */
abstract contract OrganisationGovernor is
    IOrganisationGovernor,
    GovernorSettings,
    GovernorVotesQuorumFraction
{
    constructor(
        VotingSettings memory settings
    )
        Governor(settings.name)
        GovernorSettings(settings.votingDelay, settings.votingPeriod, settings.proposalThreshold)
        GovernorVotes(settings.token)
        GovernorVotesQuorumFraction(settings.quorumPercent)
    {
        string memory mode = settings.token.CLOCK_MODE();
        if (!Strings.equal(mode, "mode=timestamp"))
            revert GovernorClockNotTimestamp(address(settings.token), mode);
    }

    /// @notice Votes that a proposer needs, in the token's smallest units.
    function proposalThreshold() public view virtual override(Governor, GovernorSettings) returns (uint256) {
        return super.proposalThreshold();
    }
}
