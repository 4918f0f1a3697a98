// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Governor} from "@openzeppelin/contracts/governance/Governor.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {GovernorCountingSimple} from "@openzeppelin/contracts/governance/extensions/GovernorCountingSimple.sol";
import {GovernorSuperQuorum} from "@openzeppelin/contracts/governance/extensions/GovernorSuperQuorum.sol";
import {GovernorTimelockControl} from "@openzeppelin/contracts/governance/extensions/GovernorTimelockControl.sol";
import {GovernorVotesQuorumFraction} from "@openzeppelin/contracts/governance/extensions/GovernorVotesQuorumFraction.sol";
import {GovernorVotesSuperQuorumFraction} from "@openzeppelin/contracts/governance/extensions/GovernorVotesSuperQuorumFraction.sol";
import {OrganisationGovernor} from "../../dao/OrganisationGovernor.sol";

/**
 * @title SuperQuorumGovernor
 * @notice A super quorum alone.
 * @dev Composed of its recipe in tools/mocks by `npm run mocks`: change that, not this.
 * What several modules define is overridden below, as Solidity asks: an override adds nothing, and calls them from
 * the last to the first.
 */
contract SuperQuorumGovernor is
    OrganisationGovernor,
    GovernorCountingSimple,
    GovernorVotesSuperQuorumFraction,
    GovernorTimelockControl
{
    constructor(
        VotingSettings memory settings,
        uint256 superQuorumNumeratorValue,
        TimelockController timelockAddress
    )
        OrganisationGovernor(settings)
        GovernorVotesSuperQuorumFraction(superQuorumNumeratorValue)
        GovernorTimelockControl(timelockAddress)
    {}

    /// @inheritdoc OrganisationGovernor
    function proposalThreshold() public view override(Governor, OrganisationGovernor) returns (uint256) {
        return super.proposalThreshold();
    }

    /// @inheritdoc GovernorTimelockControl
    function state(
        uint256 proposalId
    )
        public
        view
        override(Governor, GovernorTimelockControl, GovernorVotesSuperQuorumFraction)
        returns (ProposalState)
    {
        return super.state(proposalId);
    }

    /// @inheritdoc GovernorTimelockControl
    function proposalNeedsQueuing(
        uint256 proposalId
    ) public view override(Governor, GovernorTimelockControl) returns (bool) {
        return super.proposalNeedsQueuing(proposalId);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(Governor, GovernorTimelockControl) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    function _executor() internal view override(Governor, GovernorTimelockControl) returns (address) {
        return super._executor();
    }

    function _updateQuorumNumerator(
        uint256 newQuorumNumerator
    ) internal override(GovernorVotesQuorumFraction, GovernorVotesSuperQuorumFraction) {
        super._updateQuorumNumerator(newQuorumNumerator);
    }

    /// @inheritdoc GovernorSuperQuorum
    function proposalVotes(
        uint256 proposalId
    ) public view override(GovernorCountingSimple, GovernorSuperQuorum) returns (uint256, uint256, uint256) {
        return super.proposalVotes(proposalId);
    }
}
